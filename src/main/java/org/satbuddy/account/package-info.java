/**
 * People who sign in: their accounts, passwords and sessions. Knows no HTTP: {@code identity} keeps the cookies, and
 * {@code api} the resources.
 */
package org.satbuddy.account;
