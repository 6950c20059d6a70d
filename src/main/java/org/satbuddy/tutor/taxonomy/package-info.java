/**
 * The taxonomy of the digital SAT: sections, domains, skills and difficulties, and the names that students use for
 * them.
 */
package org.satbuddy.tutor.taxonomy;
