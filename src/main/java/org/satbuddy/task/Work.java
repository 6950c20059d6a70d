package org.satbuddy.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.satbuddy.config.Settings;

/**
 * A claimed task, with all that is needed to answer it.
 *
 * @param attempt how many times a provider was or is now being called for it, from 1
 * @param history the last turns before this message, oldest first; empty for a question
 * @param attachments the images of the message
 * @param runUntil when this attempt must have ended
 * @param waited whether it was put off before
 */
public record Work(
        String id,
        int generation,
        int attempt,
        Request request,
        List<Turn> history,
        List<Attachment> attachments,
        Instant runUntil,
        boolean waited) {

    /** The most turns before a message that the AI sees. */
    public static final int MOST_TURNS = 10;

    /** What an attempt may take beside its calls: reading, checking, and the finish. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** From the claim to the latest end of an attempt: all its calls, each with its deadline, and a margin. */
    public static Duration timeLimit(Settings.ProviderSettings providers) {
        return providers.deadline().multipliedBy(Answerer.MOST_CALLS).plus(MARGIN);
    }
}
