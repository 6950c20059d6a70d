/**
 * Identifies callers and refuses requests that are not allowed: guest identities, class passes, protection against cross-site request
 * forgery, and security headers. Other packages see a {@link org.satbuddy.identity.Caller} and do not know how it was
 * identified.
 */
package org.satbuddy.identity;
