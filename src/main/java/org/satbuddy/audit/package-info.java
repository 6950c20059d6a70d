/**
 * The record of who did what: sign-ins, and every change of an account, a session, a pass or a switch; never what a
 * student or an AI wrote. Events are only added, in the transaction of the change itself, and form a chain of hashes.
 */
package org.satbuddy.audit;
