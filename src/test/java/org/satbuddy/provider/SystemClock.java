package org.satbuddy.provider;

import org.satbuddy.database.DatabaseClock;

/** The time of this machine, where there is no database to ask. */
final class SystemClock extends DatabaseClock {

    SystemClock() {
        super(null);
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
