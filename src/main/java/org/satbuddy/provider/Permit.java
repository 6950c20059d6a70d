package org.satbuddy.provider;

import java.time.Duration;
import java.util.function.Function;
import org.satbuddy.task.Usage;

/**
 * Leave to make one call, given by a {@link Governor}, which is told through it what became of the call. Used by the
 * thread that makes the call.
 */
final class Permit implements Governor.CallDecision, AutoCloseable {

    private final Governor governor;
    private final Cost cost;
    private QuotaBucket.Mark sent;
    private boolean shortOfSomething;

    Permit(Governor governor, Cost cost) {
        this.governor = governor;
        this.cost = cost;
    }

    /** The call goes out now; once more where it is tried again at once. */
    void send() {
        governor.sent(this);
    }

    boolean isSent() {
        return sent != null;
    }

    /**
     * A reply begins, good or bad.
     *
     * @param header the value of a header by its name, null if it is not there
     */
    void replied(int status, Function<String, String> header) {
        shortOfSomething = governor.replied(this, status, header);
    }

    /** An answer is whole, and used up so much. */
    void answered(Usage usage) {
        governor.answered(usage);
    }

    /**
     * The provider refused because of a limit.
     *
     * @param after how long it asked to be left alone; null if it did not say
     * @return when to come again, a time of its own for each who was refused; null if there is no telling
     */
    Duration refused(Duration after) {
        return governor.refused(this, after);
    }

    /**
     * The provider was not able to answer.
     *
     * @param after how long it asked to be left alone
     * @return when to come again, a time of its own for each
     */
    Duration overloaded(Duration after) {
        return governor.overloaded(this, after);
    }

    /** For the governor, under its lock: it is what other calls' replies are read with. */
    void goesAs(QuotaBucket.Mark mark) {
        sent = mark;
    }

    Cost cost() {
        return cost;
    }

    /** Null before it was. */
    QuotaBucket.Mark sentAs() {
        return sent;
    }

    boolean wasShortOfSomething() {
        return shortOfSomething;
    }

    /** The call is over. What was taken for one that never went out is given back. */
    @Override
    public void close() {
        governor.over(this);
    }
}
