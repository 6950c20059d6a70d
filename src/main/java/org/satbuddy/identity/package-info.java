/**
 * Who is asking and whether they may: guest identities, cross-site request forgery, and the headers that every answer
 * carries. The only home of servlet filters. Everything behind it sees a {@link org.satbuddy.identity.Caller} and does
 * not know how it was found.
 */
package org.satbuddy.identity;
