package org.satbuddy.task;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a task is on the line, and the one table of its legal moves.
 *
 * <p>{@code RUNNING → RUNNING} is a take-over of an expired lease (generation + 1); {@code RUNNING → QUEUED} a hand-over
 * at shutdown; {@code FAILED → QUEUED} is an administrator's only.
 */
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

    /** The states that this one may become. */
    public Set<State> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, FAILED, CANCELLED);
            case RUNNING -> EnumSet.of(RUNNING, WAITING, QUEUED, COMPLETED, FAILED, CANCELLED);
            case WAITING -> EnumSet.of(RUNNING, FAILED, CANCELLED);
            case FAILED -> EnumSet.of(QUEUED);
            case COMPLETED, CANCELLED -> EnumSet.noneOf(State.class);
        };
    }

    /** The states from which {@code target} may be reached. */
    public static Set<State> before(State target) {
        var sources = EnumSet.noneOf(State.class);
        for (State state : values()) {
            if (state.next().contains(target)) {
                sources.add(state);
            }
        }
        return sources;
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
