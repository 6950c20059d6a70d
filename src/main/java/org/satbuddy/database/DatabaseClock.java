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
 * The database's clock, which all nodes share. Leases and {@code not_before} are compared with its time. {@link
 * #synchronise()} reads the time from the database, and this machine's monotonic timer advances it between readings.
 * The time goes back only if the database's clock does, or if the timer runs faster than that clock.
 */
@ApplicationScoped
public class DatabaseClock extends Clock {

    /** The resolution of a database's time, ns. Databases truncate or round to a millisecond. */
    private static final long RESOLUTION = TimeUnit.MILLISECONDS.toNanos(1);

    @Inject
    Database database;

    private final LongSupplier timer;

    /** Database time minus timer time, ns. Null until the first reading, by a heartbeat or an earlier caller. */
    private volatile Long offset;

    protected DatabaseClock() {
        this.timer = System::nanoTime;
    }

    public DatabaseClock(Database database) {
        this(database, System::nanoTime);
    }

    /** @param timer ns since an arbitrary origin, as {@link System#nanoTime()} */
    DatabaseClock(Database database, LongSupplier timer) {
        this.database = database;
        this.timer = timer;
    }

    /**
     * Reads the database's clock again. The database read its clock at an unknown moment between the query and the
     * reply, which bounds the offset. The offset changes only if it is outside the bounds, so the varying delay of
     * replies does not move the clock.
     */
    public void synchronise() {
        long before = timer.getAsLong();
        long reading = TimeUnit.MILLISECONDS.toNanos(database.currentMillis());
        long earliest = reading - RESOLUTION - timer.getAsLong();
        long latest = reading + RESOLUTION - before;
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
