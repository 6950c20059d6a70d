package org.satbuddy.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The database's clock, which all nodes share: what is compared with a lease or with {@code not_before} comes from here.
 * Read from the database when {@link #synchronise() synchronised}, carried on in between by this machine's steady timer.
 * It does not go back unless the database's own does.
 */
@ApplicationScoped
public class DatabaseClock extends Clock {

    /** Databases cut their time to a millisecond, or round it. */
    private static final long RESOLUTION = TimeUnit.MILLISECONDS.toNanos(1);

    @Inject
    Database database;

    private final LongSupplier timer;

    /** Database time minus the timer's, ns; written by the sweep, and before its first time by whoever asks. */
    private volatile Long offset;

    protected DatabaseClock() {
        this.timer = System::nanoTime;
    }

    public DatabaseClock(Database database) {
        this(database, System::nanoTime);
    }

    /** @param timer ns since whenever, as {@link System#nanoTime()} */
    DatabaseClock(Database database, LongSupplier timer) {
        this.database = database;
        this.timer = timer;
    }

    /**
     * Reads the database's clock again. All that is known is that it was read after the question and before the answer:
     * the offset stays where it is unless that proves it wrong, else each answer's delay would set the clock forth or back.
     */
    public void synchronise() {
        long before = timer.getAsLong();
        long there = TimeUnit.MILLISECONDS.toNanos(database.currentMillis());
        long earliest = there - RESOLUTION - timer.getAsLong();
        long latest = there + RESOLUTION - before;
        Long known = offset;
        offset = known == null ? earliest : Math.min(Math.max(known, earliest), latest);
    }

    @Override
    public long millis() {
        if (offset == null) {
            synchronise();
        }
        return TimeUnit.NANOSECONDS.toMillis(timer.getAsLong() + offset);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the database's clock has no time zone");
    }
}
