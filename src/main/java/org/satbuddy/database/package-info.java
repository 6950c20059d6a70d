/**
 * Access to the database: short transactions, group commit, the shared clock, the schema, and statements in SQL. This
 * package knows no entity; each station that stores something owns its own entities and statements.
 */
package org.satbuddy.database;
