package org.satbuddy.provider;

import java.time.Duration;
import java.util.function.Function;
import org.satbuddy.task.Usage;

/**
 * Permits one call. The {@link Governor} gives it, and the thread that makes the call reports through it what happened.
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

    /** Records that the call is being sent. A call that is repeated at once is recorded again. */
    void send() {
        governor.sent(this);
    }

    boolean isSent() {
        return sent != null;
    }

    /**
     * Records that a reply has begun, whatever its status.
     *
     * @param header the value of a header by its name; null if it is absent
     */
    void replied(int status, Function<String, String> header) {
        shortOfSomething = governor.replied(this, status, header);
    }

    /** Records the usage of a complete answer. */
    void answered(Usage usage) {
        governor.answered(usage);
    }

    /**
     * Records that the provider refused the call because of a limit.
     *
     * @param after how long the provider asked to be left alone; null if it did not say
     * @return how long this call should wait; null if that is unknown. Each refused call waits for another time, unless
     *     the provider asked for more than {@link Governor#LONGEST_HOLD}
     */
    Duration refused(Duration after) {
        return governor.refused(this, after);
    }

    /**
     * Records that the provider is overloaded.
     *
     * @param after how long the provider asked to be left alone
     * @return how long this call should wait. Each call waits for another time, unless the provider asked for more than
     *     {@link Governor#LONGEST_HOLD}
     */
    Duration overloaded(Duration after) {
        return governor.overloaded(this, after);
    }

    /** Called by the governor under its lock. The mark is needed to read the replies of other calls. */
    void markSent(QuotaBucket.Mark mark) {
        sent = mark;
    }

    Cost cost() {
        return cost;
    }

    /** Null until the call is sent. */
    QuotaBucket.Mark sentMark() {
        return sent;
    }

    boolean wasShortOfSomething() {
        return shortOfSomething;
    }

    /** Ends the call. If it was never sent, its cost is given back. */
    @Override
    public void close() {
        governor.over(this);
    }
}
