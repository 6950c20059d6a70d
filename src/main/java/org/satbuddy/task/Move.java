package org.satbuddy.task;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of legal moves between states. Every statement that moves a task takes its guard and its target from here.
 * A move that finds the task in another state changes no row.
 */
enum Move {
    /** A worker takes a task that may run now. */
    CLAIM(State.RUNNING, State.QUEUED, State.WAITING),

    /** A worker takes over a task whose lease has expired. */
    TAKE_OVER(State.RUNNING, State.RUNNING),

    /** The worker begins the answer's text again. */
    START_OVER(State.RUNNING, State.RUNNING),

    /** The answer is complete. */
    COMPLETE(State.COMPLETED, State.RUNNING),

    /** The attempt ended without an answer, and no other attempt follows. */
    FAIL(State.FAILED, State.RUNNING),

    /** The attempt ended without an answer, and the task is tried again later. */
    PUT_TO_WAIT(State.WAITING, State.RUNNING),

    /** A stopping server returns its tasks to the queue; their attempts are not counted. */
    HAND_OVER(State.QUEUED, State.RUNNING),

    /** No worker runs the task, and its age or patience is used up. */
    GIVE_UP(State.FAILED, State.QUEUED, State.WAITING),

    /** The student no longer wants an answer. */
    CANCEL(State.CANCELLED, State.QUEUED, State.RUNNING, State.WAITING);

    private final State to;
    private final Set<State> from;

    Move(State to, State... from) {
        this.to = to;
        this.from = EnumSet.copyOf(Arrays.asList(from));
    }

    State to() {
        return to;
    }

    Set<State> from() {
        return from;
    }

    /** The SQL assignment that sets the new state. */
    String set() {
        return "state = '" + to + "'";
    }

    /** The SQL condition that the task is in a state from which the move is legal. */
    String guard() {
        return from.stream().map(state -> "state = '" + state + "'").collect(Collectors.joining(" or ", "(", ")"));
    }
}
