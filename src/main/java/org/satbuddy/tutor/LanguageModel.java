package org.satbuddy.tutor;

import java.util.Optional;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;

/** Continues a conversation: the port to the configured providers and the policy for calling them. */
public interface LanguageModel {

    /**
     * Asks for the next turn. Blocks until a provider answers, none will, or {@link Progress#stopped()}. The answer reports
     * a provider's failure; it is never thrown.
     *
     * @return the reply to this prompt; if completed, its result is the text of the reply as it is
     */
    Answer complete(Prompt prompt, Progress progress);

    /**
     * Identifies the models that are asked, and their order. Equal signatures mean that a prompt gets equally good
     * answers, so an answer may be shared. Empty if answers cost nothing and need not be shared.
     */
    Optional<String> signature();

    /**
     * Returns the model that answers if no other did and the task may wait no longer. Without one, the outcome is given
     * up.
     */
    LanguageModel lastResort();
}
