/** Tests that run inside the configured server, beside the application's own beans. */
package org.satbuddy.container;
