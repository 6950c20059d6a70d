/**
 * Tests that run inside the configured server, beside the application's own beans: white-box tests, which may use any
 * public class of the product. Tests that only look from outside belong to {@link org.satbuddy.it}.
 */
package org.satbuddy.container;
