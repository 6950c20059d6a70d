/**
 * What a hostile student can do to a server, and what another student notices of it. {@code scripts/attack} prints a
 * table of it, and {@code AttackIT} runs each attack for a few seconds. It needs nothing but the JDK, and attacks
 * servers on loopback only.
 */
package org.satbuddy.attack;
