/**
 * Black-box tests: the packaged WAR in the configured server, started by {@code scripts/run} as an administrator does.
 * A test chooses the settings of the server and the replies of the provider. It checks only what a browser, an
 * HTTP client, an administrator or the provider can see: pages, responses, log entries, rows of the database, and
 * requests to the provider. It uses no class of the product, and of the test sources only this package and {@link
 * org.satbuddy.standin}. {@code BlackBoxTest} enforces this.
 *
 * <p>Tests that need the product's own beans belong to {@link org.satbuddy.container}. Tests that need its classes
 * belong to the package of the class under test.
 */
package org.satbuddy.it;
