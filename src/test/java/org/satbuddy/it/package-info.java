/**
 * Black-box tests: the packaged WAR in the configured server, started by {@code scripts/run} as an administrator starts
 * it. A test chooses the server's settings and what the provider answers. It observes what a browser, an HTTP client, an
 * administrator or the provider can observe: pages, responses, log entries, rows of the database, and the provider's
 * requests. It uses no class of the product. Of the test sources it uses this package and {@link org.satbuddy.standin}
 * alone. An ArchUnit rule in {@code BlackBoxTest} holds this.
 *
 * <p>Tests that need the product's own beans belong to {@link org.satbuddy.container}. Tests that need its classes belong
 * to the package of the class under test.
 */
package org.satbuddy.it;
