package org.satbuddy.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A time that passes only because something happens, or because a test says so. */
final class VirtualTime extends Clock {

    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long scheduled;

    /** Since the beginning. */
    long nanos() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    void after(Duration time, Runnable action) {
        events.add(new Event(now + time.toNanos(), scheduled++, action));
    }

    /** Until nothing more is going to happen. */
    void run() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.at();
            event.action().run();
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
