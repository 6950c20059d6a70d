/**
 * Speaks OpenID Connect with the identity provider of the school. Knows no session and no cookie: {@code identity} keeps
 * what a browser carries from the begin of a sign-in to its end.
 */
package org.satbuddy.oidc;
