package org.satbuddy.provider;

import org.satbuddy.provider.RateLimitHeaders.LimitReading;

/**
 * One limit of a provider as its headers tell it: a bucket that refills steadily. From one reading to the next it is
 * reckoned on with what goes out here; each reading is the truth again, what others took included.
 *
 * <p>Not safe for use by several threads. Times are nanoseconds from one beginning.
 */
final class QuotaBucket {

    private static final double SECOND = 1e9;

    /** What limits are of, unless their reset says otherwise. Seconds. */
    private static final double MINUTE = 60;

    /** The part of a limit that is left alone, for others who share it and for errors of estimates. */
    private static final double KEPT_BACK = 0.1;

    /** How much one call says of what goes beside the next. */
    private static final double NEWS = 0.2;

    private static final long LONGEST_HOLD = Governor.LONGEST_HOLD.toNanos();

    private final Quota quota;
    private final double mostBeside;

    private double limit;
    private double perNano;
    private double level;
    private long levelAt;

    /** Per call of ours: what others take meanwhile, and what the provider counts beyond our estimate. */
    private double beside;

    private Mark last;
    private double remainingThen;

    /** When something was last told of it, or a call let go. */
    private long triedAt;

    /**
     * A call on its way out.
     *
     * @param at when it was sent
     * @param spent by all calls so far, this one included
     */
    record Mark(long at, Cost spent) {

        boolean isAfter(Mark other) {
            return spent.requests() > other.spent.requests();
        }
    }

    /** @param mostBeside what is reckoned at most to go beside one call */
    QuotaBucket(Quota quota, double mostBeside) {
        this.quota = quota;
        this.mostBeside = mostBeside;
    }

    /**
     * Learns what a reply told; nothing, if a call that was sent later was answered sooner.
     *
     * @param sent the call that was replied to
     * @param spent by all calls until now
     * @param unanswered what calls up to that one may still use up
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
        level = full(reading.remaining() + perNano * (now - sent.at())) - price(spent.minus(sent.spent())) - unanswered;
        levelAt = now;
        triedAt = now;
    }

    /** How much less remains than would if only our calls had taken from it, and only what was estimated. */
    private void compare(LimitReading reading, Mark sent) {
        Cost between = sent.spent().minus(last.spent());
        double expected = full(remainingThen + perNano * (sent.at() - last.at())) - between.of(quota);
        double missing = (expected - reading.remaining()) / between.requests();
        double bounded = Math.max(-mostBeside, Math.min(missing, mostBeside));
        beside += (bounded - beside) * (1 - Math.pow(1 - NEWS, between.requests()));
    }

    /** A minute, unless the reset excludes it, even if that was rounded by a second. */
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
        level = full(level + price(cost));
    }

    /**
     * When there is enough for a call. One that needs more than there can be is let go when all is there: only the
     * provider knows that it must be refused. One is let go, too, when none was for the longest hold: the limit may be
     * another by then, or what was told of it wrong.
     *
     * @param ahead how many such calls go first
     */
    long readyAt(Cost cost, int ahead, long now) {
        settle(now);
        double missing = full(price(cost) * (ahead + 1) + KEPT_BACK * limit) - level;
        boolean isToBeTried = ahead == 0 && now - triedAt >= LONGEST_HOLD;
        return missing <= 0 || isToBeTried ? now : now + (long) Math.ceil(missing / perNano);
    }

    /** How far apart such calls can go on for ever, ns. */
    double gap(Cost cost) {
        return price(cost) / perNano;
    }

    /** When the last call was sent whose reply told of this limit. */
    long toldAt() {
        return last.at();
    }

    private double price(Cost cost) {
        return cost.of(quota) + Math.max(0, beside) * cost.requests();
    }

    private void settle(long now) {
        level = full(level + perNano * (now - levelAt));
        levelAt = now;
    }

    private double full(double amount) {
        return Math.min(limit, amount);
    }
}
