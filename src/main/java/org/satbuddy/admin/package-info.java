/** Health checks for operators, and the start-up checks that stop a deployment that cannot process tasks safely. */
package org.satbuddy.admin;
