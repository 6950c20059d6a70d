/**
 * Access to the database: short transactions, group commit, the shared clock, the schema, and SQL statements. This
 * package knows no entities. Each station that stores rows owns its entities and statements.
 */
package org.satbuddy.database;
