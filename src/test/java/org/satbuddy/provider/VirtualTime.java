package org.satbuddy.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that advances only when a scheduled action runs or a test says so. */
final class VirtualTime extends Clock {

    private record ScheduledAction(long at, long order, Runnable action) {}

    private final PriorityQueue<ScheduledAction> schedule = new PriorityQueue<>(
            Comparator.comparingLong(ScheduledAction::at).thenComparingLong(ScheduledAction::order));
    private long now;
    private long scheduled;

    /** Nanoseconds since the start. */
    long nanos() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    void after(Duration time, Runnable action) {
        schedule.add(new ScheduledAction(now + time.toNanos(), scheduled++, action));
    }

    /** Runs all scheduled actions, including those that they schedule. */
    void run() {
        for (ScheduledAction next = schedule.poll(); next != null; next = schedule.poll()) {
            now = next.at();
            next.action().run();
        }
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("has no time zone");
    }
}
