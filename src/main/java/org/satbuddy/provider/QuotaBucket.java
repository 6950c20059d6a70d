package org.satbuddy.provider;

import org.satbuddy.provider.RateLimitHeaders.LimitReading;

/**
 * Models one limit of a provider as a token bucket that refills steadily. Each reading of the headers sets the level,
 * including what other callers took. Between readings, the bucket subtracts the calls of this node.
 *
 * <p>Not thread-safe. Times are nanoseconds since one common start.
 */
final class QuotaBucket {

    private static final double SECOND = 1e9;

    /** The period of a limit unless its reset time says otherwise, seconds. */
    private static final double MINUTE = 60;

    /** The part of a limit that stays unused, for other callers who share it and for errors of estimates. */
    private static final double KEPT_BACK = 0.1;

    /** The weight of one call in the moving average of {@link #unexplained}. */
    private static final double NEWEST_WEIGHT = 0.2;

    private static final long LONGEST_HOLD = Governor.LONGEST_HOLD.toNanos();

    private final Quota quota;
    private final double mostUnexplained;

    private double limit;
    private double perNano;
    private double level;
    private long levelAt;

    /** Per call of this node: what other callers take meanwhile, and what the provider counts beyond our estimate. */
    private double unexplained;

    private Mark last;
    private double remainingThen;

    /** When a reply last reported this limit, or a call was last let through. */
    private long triedAt;

    /**
     * The moment when a call was sent.
     *
     * @param at when it was sent
     * @param spent the cost of all calls so far, including this one
     */
    record Mark(long at, Cost spent) {

        boolean isAfter(Mark other) {
            return spent.requests() > other.spent.requests();
        }
    }

    /** @param mostUnexplained the most use that is assumed per call beyond this node's estimate */
    QuotaBucket(Quota quota, double mostUnexplained) {
        this.quota = quota;
        this.mostUnexplained = mostUnexplained;
    }

    /**
     * Takes over the reading of a reply. A reading is ignored if a call that was sent later has already been answered.
     *
     * @param sent the call that the reply is for
     * @param spent the cost of all calls until now
     * @param unanswered what the calls sent up to that one, and the calls not sent yet, may still use up
     */
    void read(LimitReading reading, Mark sent, Cost spent, double unanswered, long now) {
        if (last != null && !sent.isAfter(last)) {
            return;
        }
        if (last != null) {
            compare(reading, sent);
        }
        limit = reading.limit() == null ? Math.max(limit, Math.max(1, reading.remaining())) : reading.limit();
        perNano = limit / (secondsToFill(reading) * SECOND);
        last = sent;
        remainingThen = reading.remaining();
        level = cap(reading.remaining() + perNano * (now - sent.at())) - price(spent.minus(sent.spent())) - unanswered;
        levelAt = now;
        triedAt = now;
    }

    /** Updates {@link #unexplained} by how much less remains than the estimates of this node's calls explain. */
    private void compare(LimitReading reading, Mark sent) {
        Cost between = sent.spent().minus(last.spent());
        double expected = cap(remainingThen + perNano * (sent.at() - last.at())) - between.of(quota);
        double missing = (expected - reading.remaining()) / between.requests();
        double bounded = Math.max(-mostUnexplained, Math.min(missing, mostUnexplained));
        unexplained += (bounded - unexplained) * (1 - Math.pow(1 - NEWEST_WEIGHT, between.requests()));
    }

    /** Returns a minute unless the reset time rules it out, allowing for rounding by a second. */
    private double secondsToFill(LimitReading reading) {
        double used = limit - reading.remaining();
        if (reading.untilFull() == null || reading.untilFull().isZero() || used <= 0) {
            return MINUTE;
        }
        double seconds = reading.untilFull().toMillis() / 1000.0;
        double whole = limit / used;
        boolean mayBeAMinute = (seconds - 1) * whole <= MINUTE && MINUTE <= (seconds + 1) * whole;
        return mayBeAMinute ? MINUTE : seconds * whole;
    }

    void take(Cost cost, long now) {
        settle(now);
        level -= price(cost);
        triedAt = now;
    }

    void giveBack(Cost cost, long now) {
        settle(now);
        level = cap(level + price(cost));
    }

    /**
     * Returns when there is enough for a call. A call that needs more than the whole limit goes when the bucket is
     * full, because only the provider can refuse it. A call also goes if none went for the longest hold: the limit may
     * have changed by then, or the reading may have been wrong.
     *
     * @param ahead how many such calls go first
     */
    long readyAt(Cost cost, int ahead, long now) {
        settle(now);
        double missing = cap(price(cost) * (ahead + 1) + KEPT_BACK * limit) - level;
        boolean isToBeTried = ahead == 0 && now - triedAt >= LONGEST_HOLD;
        return missing <= 0 || isToBeTried ? now : now + (long) Math.ceil(missing / perNano);
    }

    /** The time between such calls that the limit sustains, ns. */
    double gap(Cost cost) {
        return price(cost) / perNano;
    }

    /** The send time of the latest call whose reply reported this limit. */
    long reportedAt() {
        return last.at();
    }

    private double price(Cost cost) {
        return cost.of(quota) + Math.max(0, unexplained) * cost.requests();
    }

    private void settle(long now) {
        level = cap(level + perNano * (now - levelAt));
        levelAt = now;
    }

    private double cap(double amount) {
        return Math.min(limit, amount);
    }
}
