/**
 * Practice questions: their shape, how they are read out of a model's answer, what makes them valid, and the bank of
 * original questions that needs no model.
 */
package org.satbuddy.tutor.question;
