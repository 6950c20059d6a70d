package org.satbuddy.task;

import java.util.Locale;

/** The current activity on an unfinished task, as shown to the student who waits. */
public enum Stage {
    QUEUED,
    ANALYZING_IMAGE,
    GENERATING,
    CHECKING,
    WAITING_FOR_RETRY,
    /** The AI is switched off for the student. */
    SWITCHED_OFF;

    /** The word of the HTTP contract. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
