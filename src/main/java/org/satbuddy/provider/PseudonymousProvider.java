package org.satbuddy.provider;

import java.util.List;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * Hides personal data from a provider over the network. Placeholders replace the data in the prompt, and the originals
 * are restored in the answer. Outcomes other than answers hold no text from a student or a provider.
 */
record PseudonymousProvider(Provider provider) implements Provider {

    /** Empty, because all users are guests, who give no name. */
    private static final List<String> NAMES = List.of();

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Outcome ask(Prompt prompt, Progress progress) {
        Pseudonyms pseudonyms = Pseudonyms.of(prompt, NAMES);
        Outcome outcome = provider.ask(pseudonyms.hidden(), new RestoringProgress(progress, pseudonyms));
        return outcome instanceof Outcome.Replied replied
                ? new Outcome.Replied(
                        pseudonyms.restore(replied.text()), replied.provider(), replied.model(), replied.usage())
                : outcome;
    }
}
