package org.satbuddy.task;

import java.util.Set;

/** The state of a task. {@code Move} is the table of the legal moves between states. */
public enum State {
    QUEUED,
    RUNNING,
    WAITING,
    COMPLETED,
    FAILED,
    CANCELLED;

    private static final Set<State> UNFINISHED = Set.of(QUEUED, RUNNING, WAITING);

    public static Set<State> unfinished() {
        return UNFINISHED;
    }

    public boolean isFinal() {
        return !UNFINISHED.contains(this);
    }

    /** The {@code status} of the HTTP contract. */
    public String status() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING -> "processing";
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }
}
