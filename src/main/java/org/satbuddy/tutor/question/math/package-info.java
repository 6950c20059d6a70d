/**
 * Mathematics for questions: exact numbers, values read from text, and the templates that draw original questions whose
 * key, distractors and explanation are computed.
 */
package org.satbuddy.tutor.question.math;
