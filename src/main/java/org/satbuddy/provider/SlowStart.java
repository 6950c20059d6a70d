package org.satbuddy.provider;

import java.time.Duration;

/**
 * How fast a crowd may set out as long as nothing is known of a limit: fifty at once, and twice as many after each tenth of
 * a second. That is about how long a refusal takes, so it finds a part of the crowd still here; answers take far longer,
 * and nobody can wait for them: a thousand are on their way within half a second. Who sets out into a steady flow of calls
 * is held up less, or not at all.
 *
 * <p>Not safe for use by several threads. Times are nanoseconds from one beginning.
 */
final class SlowStart {

    private static final double AT_ONCE = 50;

    private static final double DOUBLING = Duration.ofMillis(100).toNanos();

    /** Twice doubled, the window waits for those who were let go to have gone: threads may be late. */
    private static final double AHEAD = 4;

    private final RecentCount begun = new RecentCount();

    /** So many may have begun within about the last minute. */
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
     * When a call may go.
     *
     * @param ahead how many go first
     */
    long readyAt(int ahead, long now) {
        settle(now);
        double doublings = Math.log((begun.get(now) + ahead + 1) / window) / Math.log(2);
        return doublings <= 0 ? now : now + (long) Math.ceil(doublings * DOUBLING);
    }

    /** How far behind the last of so many the next one may go, ns. */
    double gap(int waiting, long now) {
        return DOUBLING / Math.log(2) / Math.max(AT_ONCE, begun.get(now) + waiting);
    }

    private void settle(long now) {
        double grown = window * Math.pow(2, (now - windowAt) / DOUBLING);
        window = Math.max(AT_ONCE, Math.min(grown, AHEAD * begun.get(now)));
        windowAt = now;
    }
}
