package org.satbuddy.database;

/** The database cannot be reached in time: HTTP 503. Whether the write was committed is unknown. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable() {
        super("SAT Buddy cannot reach its database right now. Please try again in a moment.", null, false, false);
    }
}
