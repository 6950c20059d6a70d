package org.satbuddy.provider;

import org.satbuddy.database.DatabaseClock;

/** The time of this machine, for tests without a database. */
final class SystemClock extends DatabaseClock {

    SystemClock() {
        super(null);
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
