package org.satbuddy.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.satbuddy.config.Settings;

/**
 * A claimed task, with everything that is needed to answer it.
 *
 * @param attempt the number of this attempt, from 1; attempts that were given back do not count
 * @param history the last turns before this message, oldest first; empty for a question
 * @param attachments the images of the message
 * @param runUntil when this attempt must have ended
 * @param waited whether the task was put to wait before, or handed over by a stopping server
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

    /** The maximum number of earlier turns that the AI sees. */
    public static final int MOST_TURNS = 10;

    /** The most tokens that an answer may take. */
    public static final int MOST_TOKENS = 8192;

    /** The maximum number of characters in the earlier turns that the AI sees. */
    public static final int MOST_CHARACTERS = 32_000;

    /** The time that an attempt may take besides its calls: for reading, checking and the finish. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** The maximum time from the claim to the end of an attempt: the deadlines of all its calls, and a margin. */
    public static Duration timeLimit(Settings.ProviderSettings providers) {
        return providers.deadline().multipliedBy(Answerer.MOST_CALLS).plus(MARGIN);
    }
}
