/**
 * The names of the digital SAT: sections, domains, skills and difficulties, and the words that students use for them.
 */
package org.satbuddy.tutor.taxonomy;
