package org.satbuddy.provider;

import java.time.Duration;

/**
 * Limits how fast a crowd of calls starts while no limit is known: fifty at once, and twice as many after each tenth
 * of a second. A refusal takes about that long, so it arrives before the whole crowd has started. The next calls do
 * not wait for answers, which take far longer: a thousand calls start within half a second. A steady flow of calls is
 * delayed less, or not at all.
 *
 * <p>Not thread-safe. Times are nanoseconds since one common start.
 */
final class SlowStart {

    private static final double AT_ONCE = 50;

    private static final double DOUBLING = Duration.ofMillis(100).toNanos();

    /**
     * Above {@link #AT_ONCE}, the window is at most this multiple of the calls that have begun. The margin is for
     * threads that come late.
     */
    private static final double AHEAD = 4;

    private final RecentCount begun = new RecentCount();

    /** How many calls may have begun within about the last minute. */
    private double window = AT_ONCE;

    private long windowAt;

    void take(long now) {
        settle(now);
        begun.add(1, now);
    }

    void giveBack(long now) {
        settle(now);
        begun.add(-1, now);
    }

    /**
     * Returns when a call may go.
     *
     * @param ahead how many other calls go first
     */
    long readyAt(int ahead, long now) {
        settle(now);
        double doublings = Math.log((begun.get(now) + ahead + 1) / window) / Math.log(2);
        return doublings <= 0 ? now : now + (long) Math.ceil(doublings * DOUBLING);
    }

    /** The time between the last of {@code waiting} other calls and the next call, ns. */
    double gap(int waiting, long now) {
        return DOUBLING / Math.log(2) / Math.max(AT_ONCE, begun.get(now) + waiting);
    }

    private void settle(long now) {
        double grown = window * Math.pow(2, (now - windowAt) / DOUBLING);
        window = Math.max(AT_ONCE, Math.min(grown, AHEAD * begun.get(now)));
        windowAt = now;
    }
}
