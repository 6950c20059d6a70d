/**
 * Checks of what ships: the WAR with its libraries, and the server that the scripts set up. {@link
 * org.satbuddy.shipped.VulnerabilityGate} compares it with {@code vulnerabilities.yaml}, the list of known
 * vulnerabilities. The gate needs no network and is part of the build in the Maven profile {@code vulnerabilities}.
 */
package org.satbuddy.shipped;
