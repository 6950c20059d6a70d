package org.satbuddy.tutor;

import java.util.Optional;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;

/** The tutor's port to the configured providers and the policy for calling them. */
public interface LanguageModel {

    /**
     * Asks for the next turn. Blocks until a provider answers, all have failed, or {@link Progress#stopped()} is true.
     * A provider's failure is returned as an answer and never thrown.
     *
     * @return the answer; if it is completed, its result is the model's text, unchanged
     */
    Answer complete(Prompt prompt, Progress progress);

    /**
     * Identifies the models that are asked, and their order. Equal signatures mean that a prompt gets equally good
     * answers, so an answer may be shared. Empty if answers cost nothing and need not be shared.
     */
    Optional<String> signature();

    /**
     * Returns the model that answers if no other did and the task may wait no longer. If there is none, the returned
     * model always fails.
     */
    LanguageModel lastResort();
}
