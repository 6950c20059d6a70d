/**
 * The SAT tutor: the system prompts, the turns of a conversation, the taxonomy of the test, practice questions and the
 * checks that they must pass, and the study guide that answers without an AI. The tutor calls providers through its own
 * port, {@link org.satbuddy.tutor.LanguageModel}.
 */
package org.satbuddy.tutor;
