package org.satbuddy.provider;

import java.util.List;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Prompt;

/**
 * Hides personal data from a provider over the network. Placeholders replace the data in the prompt, and the originals
 * are restored in the answer. Only completed answers hold text from a student or a provider.
 */
record PseudonymousProvider(Provider provider) implements Provider {

    /** Empty, because all users are guests, who give no name. */
    private static final List<String> NAMES = List.of();

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Answer ask(Prompt prompt, Progress progress) {
        Pseudonyms pseudonyms = Pseudonyms.of(prompt, NAMES);
        Answer answer = provider.ask(pseudonyms.hidden(), new RestoringProgress(progress, pseudonyms));
        return answer instanceof Answer.Completed completed
                ? new Answer.Completed(
                        pseudonyms.restore(completed.result()),
                        completed.provider(),
                        completed.model(),
                        completed.usage())
                : answer;
    }
}
