package org.satbuddy.task;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of legal moves between states. Every statement that moves a task takes its guard and its target from here. A
 * move that finds the task in another state changes no row.
 */
enum Move {
    /** A worker takes a task that may run now. */
    CLAIM(State.RUNNING, State.QUEUED, State.WAITING),

    /** A worker takes over a task whose lease has expired. */
    TAKE_OVER(State.RUNNING, State.RUNNING),

    /** The worker begins the text again. */
    START_OVER(State.RUNNING, State.RUNNING),

    /** The answer is complete. */
    COMPLETE(State.COMPLETED, State.RUNNING),

    /** The attempt ended, and another would not help. */
    FAIL(State.FAILED, State.RUNNING),

    /** The attempt ended, and the task is to be tried again later. */
    PUT_TO_WAIT(State.WAITING, State.RUNNING),

    /** A server that stops returns its tasks, and their attempts, to the queue. */
    HAND_OVER(State.QUEUED, State.RUNNING),

    /** The age or the patience of a task that nobody runs is used up. */
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

    /** The assignment in SQL that makes the move. */
    String set() {
        return "state = '" + to + "'";
    }

    /** The condition in SQL that lets only legal moves through. */
    String guard() {
        return from.stream().map(state -> "state = '" + state + "'").collect(Collectors.joining(" or ", "(", ")"));
    }
}
