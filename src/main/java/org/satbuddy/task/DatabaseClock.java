package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The database's clock, which all nodes share: what is compared with a lease or with {@code not_before} comes from here.
 * Read from the database when {@link #synchronise() synchronised}, carried on in between by this machine's steady timer.
 */
@ApplicationScoped
public class DatabaseClock extends Clock {

    @Inject
    Database database;

    /** Database time minus {@link System#nanoTime()}, ms; written by the sweep alone. */
    private volatile Long offset;

    DatabaseClock() {}

    public DatabaseClock(Database database) {
        this.database = database;
    }

    /** Reads the database's clock again. */
    void synchronise() {
        long before = steadyMillis();
        long there = database.currentMillis();
        offset = there - (before + steadyMillis()) / 2;
    }

    @Override
    public long millis() {
        if (offset == null) {
            synchronise();
        }
        return steadyMillis() + offset;
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

    private static long steadyMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
