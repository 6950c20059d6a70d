package org.satbuddy.provider;

/** Counts the events of about the last minute. The weight of each decays exponentially from one. */
final class RecentCount {

    private static final double MINUTE = 60e9;

    private double count;
    private long at;

    void add(double more, long now) {
        count = Math.max(0, get(now) + more);
        at = now;
    }

    /** @param now ns, not before the last event */
    double get(long now) {
        return count * Math.exp((at - now) / MINUTE);
    }
}
