/**
 * One adapter per wire format, and the policy around them: which to ask, when to ask again, what a failure means, and
 * what of a student leaves the house. The only home of MicroProfile Rest Client and Fault Tolerance.
 */
package org.satbuddy.provider;
