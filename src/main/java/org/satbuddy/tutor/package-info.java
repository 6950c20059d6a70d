/**
 * What makes it an SAT tutor: the system prompts, the turns of a conversation, the taxonomy of the test, the format of a
 * practice question and the checks it must pass, and the study guide that answers when no AI is configured. Asks through
 * its own port, {@link org.satbuddy.tutor.LanguageModel}.
 */
package org.satbuddy.tutor;
