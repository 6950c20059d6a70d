package org.satbuddy.tutor;

import java.util.Optional;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;

/** Whoever continues a conversation: the configured AI providers, behind their policy. */
public interface LanguageModel {

    /**
     * Blocks until answered, given up, or {@link Progress#stopped()}. Never throws for a provider's failure.
     *
     * @return the reply to this prompt; if completed, its result is the text of the reply as it is
     */
    Answer complete(Prompt prompt, Progress progress);

    /**
     * Who is asked, in which order: two with the same signature would give a prompt answers of the same worth. Empty where
     * an answer costs nothing, so that there is no need to share it.
     */
    Optional<String> signature();

    /** Who answers when nobody else did and the task may wait no longer; gives up where there is nobody. */
    LanguageModel lastResort();
}
