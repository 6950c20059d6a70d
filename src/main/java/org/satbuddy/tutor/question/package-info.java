/**
 * Practice questions: their format, the parser that finds them in a model's answer, the checks that they must pass, and
 * the bank of original questions that needs no model.
 */
package org.satbuddy.tutor.question;
