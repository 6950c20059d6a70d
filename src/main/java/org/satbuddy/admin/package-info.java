/** What the operators of a school see: readiness and health, and the checks that stop a deployment that would lose work. */
package org.satbuddy.admin;
