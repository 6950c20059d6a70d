package org.satbuddy.provider;

import java.time.Duration;

/**
 * Guesses the limit of a provider that refuses calls without giving numbers. The first guess is the number of calls
 * that passed in the last minute, but at least 60. Each further refusal lowers the rate. Without refusals the rate
 * grows, slowly at first.
 *
 * <p>Not thread-safe. Times are nanoseconds since one common start.
 */
final class AdaptiveRate {

    private static final double MINUTE = 60e9;

    /** One or two refusals may have any reason. More within a minute show a limit. */
    private static final int FEW = 2;

    /** The lowest first guess, calls per minute. */
    private static final double LOWEST_FIRST_GUESS = 60;

    /** Calls per minute. One call every half minute finds out when the limit is lifted. */
    private static final double LOWEST = 2;

    /** The factor by which a refusal lowers the rate. */
    private static final double SLOWER = 0.9;

    /** The factor if hardly any calls passed lately. */
    private static final double LEAST_LEFT = 0.5;

    /** The rate doubles in this many minutes without a refusal. In twice as many it grows to five times. */
    private static final double MINUTES_TO_DOUBLE = Math.sqrt(10);

    /** After this many minutes without a refusal the guess is dropped. */
    private static final double MINUTES_REMEMBERED = 10;

    private static final long FIRST_HOLD = Duration.ofSeconds(1).toNanos();

    private final long longestHold;
    private final RecentCount passed = new RecentCount();
    private final RecentCount refused = new RecentCount();

    /** Calls per minute after the last refusal; 0 while no limit is known. */
    private double perMinute;

    private long refusedAt = -1;
    private int refusedInARow;
    private double level;
    private long levelAt;

    /** @param longestHold the longest hold after a refusal that names no time */
    AdaptiveRate(Duration longestHold) {
        this.longestHold = longestHold.toNanos();
    }

    void sent(long now) {
        passed.add(1, now);
    }

    /** Records that a call was not refused. */
    void passed(long sentAt) {
        if (sentAt > refusedAt) {
            refusedInARow = 0;
        }
    }

    /**
     * Records that a call was refused. If the call was sent before the last refusal was known, the refusal only
     * corrects the number of calls that passed. The rate then never falls below that number, or below 60.
     *
     * @return how long to hold all calls if the provider did not say, ns; doubles with each refusal in a row
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

    /** Lets calls go again from this time on, one at first. */
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
     * Returns when a call may go.
     *
     * @param ahead how many other calls go first
     */
    long readyAt(int ahead, long now) {
        if (!isKnown(now)) {
            return now;
        }
        settle(now);
        double missing = Math.max(0, 1 + ahead - level);
        return Math.max(now, levelAt) + (long) Math.ceil(missing * MINUTE / perMinute(now));
    }

    /** The time to keep between calls, ns. While no limit is known, this is the recent spacing. */
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
