package org.satbuddy.provider;

import java.util.List;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * A provider out of the house, who is asked in pseudonyms: personal data is replaced in what it is sent and put back in what
 * it answers. Outcomes other than answers hold no text of anybody's.
 */
record PseudonymousProvider(Provider provider) implements Provider {

    /** Guests, the only ones there are, have given no name. */
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
