/**
 * Mathematics for questions: exact numbers, values that are read from text, and templates. A template draws an original
 * question and computes its key, distractors and explanation.
 */
package org.satbuddy.tutor.question.math;
