/** Health checks for operators, and the start-up checks that stop a deployment that would lose work. */
package org.satbuddy.admin;
