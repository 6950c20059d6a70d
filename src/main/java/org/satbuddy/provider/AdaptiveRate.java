package org.satbuddy.provider;

import java.time.Duration;

/**
 * A guess at the limit of a provider that refuses calls and gives no numbers: as many a minute as passed in the last
 * one, fewer after each further refusal, and more again, slowly at first, as long as there is none.
 *
 * <p>Not safe for use by several threads. Times are nanoseconds from one beginning.
 */
final class AdaptiveRate {

    private static final double MINUTE = 60e9;

    /** A refusal or two may have had any reason; more within a minute are a limit. */
    private static final int FEW = 2;

    /** The lowest that guessing begins with, calls per minute. */
    private static final double LOWEST_FIRST_GUESS = 60;

    /** A call every half minute finds out when it is over. */
    private static final double LOWEST = 2;

    /** What is left of the rate after a refusal. */
    private static final double SLOWER = 0.9;

    /** Or as little as this, if no more passed lately. */
    private static final double LEAST_LEFT = 0.5;

    /** In so many minutes without a refusal the rate grows by its whole, and in twice as many by four times that. */
    private static final double MINUTES_TO_DOUBLE = Math.sqrt(10);

    /** After so many nothing is known any more. */
    private static final double MINUTES_REMEMBERED = 10;

    private static final long FIRST_HOLD = Duration.ofSeconds(1).toNanos();

    private final long longestHold;
    private final RecentCount passed = new RecentCount();
    private final RecentCount refused = new RecentCount();

    /** Calls per minute after the last refusal; 0 as long as nothing is known. */
    private double perMinute;

    private long refusedAt = -1;
    private int refusedInARow;
    private double level;
    private long levelAt;

    /** @param longestHold after a refusal without any hint */
    AdaptiveRate(Duration longestHold) {
        this.longestHold = longestHold.toNanos();
    }

    void sent(long now) {
        passed.add(1, now);
    }

    /** A call was not refused. */
    void passed(long sentAt) {
        if (sentAt > refusedAt) {
            refusedInARow = 0;
        }
    }

    /**
     * A call was refused. Those that had been sent before the last refusal was known show how many passed beside
     * them, and nothing else.
     *
     * @return for how long to hold all calls if the provider did not say, ns: longer each time in a row
     */
    long refused(long sentAt, long now) {
        passed.add(-1, now);
        refused.add(1, now);
        boolean news = sentAt > refusedAt;
        boolean known = isKnown(now);
        if (known && news) {
            double last = perMinute(now);
            double lower = Math.min(last * SLOWER, Math.max(passed.get(now), last * LEAST_LEFT));
            perMinute = Math.max(lower, LOWEST);
        } else if (known) {
            perMinute = Math.min(perMinute, Math.max(passed.get(now), LOWEST_FIRST_GUESS));
        } else {
            perMinute = refused.get(now) > FEW ? Math.max(passed.get(now), LOWEST_FIRST_GUESS) : 0;
        }
        if (news) {
            refusedAt = now;
            refusedInARow++;
        }
        int before = Math.max(0, Math.min(refusedInARow - 1, 10));
        return Math.min(FIRST_HOLD << before, longestHold);
    }

    /** From then on calls may go again, one at first. */
    void resume(long at) {
        level = 1;
        levelAt = at;
    }

    void take(long now) {
        settle(now);
        level--;
    }

    void giveBack(long now) {
        settle(now);
        level++;
    }

    /**
     * When a call may go.
     *
     * @param ahead how many go first
     */
    long readyAt(int ahead, long now) {
        if (!isKnown(now)) {
            return now;
        }
        settle(now);
        double missing = Math.max(0, 1 + ahead - level);
        return Math.max(now, levelAt) + (long) Math.ceil(missing * MINUTE / perMinute(now));
    }

    /** How far apart calls should go, ns; as they lately did where nothing is known. */
    double gap(long now) {
        return MINUTE / (isKnown(now) ? perMinute(now) : Math.max(LOWEST_FIRST_GUESS, passed.get(now)));
    }

    boolean isKnown(long now) {
        return perMinute > 0 && minutesSinceRefusal(now) < MINUTES_REMEMBERED;
    }

    private void settle(long now) {
        if (now > levelAt) {
            level = Math.min(perMinute(now), level + perMinute(now) * (now - levelAt) / MINUTE);
            levelAt = now;
        }
    }

    private double perMinute(long now) {
        return perMinute * (1 + Math.pow(minutesSinceRefusal(now) / MINUTES_TO_DOUBLE, 2));
    }

    private double minutesSinceRefusal(long now) {
        return (now - refusedAt) / MINUTE;
    }
}
