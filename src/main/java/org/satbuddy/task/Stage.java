package org.satbuddy.task;

import java.util.Locale;

/** What is happening to an unfinished task, told to the student while they wait. */
public enum Stage {
    QUEUED,
    ANALYZING_IMAGE,
    GENERATING,
    CHECKING,
    WAITING_FOR_RETRY;

    /** The word of the HTTP contract. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
