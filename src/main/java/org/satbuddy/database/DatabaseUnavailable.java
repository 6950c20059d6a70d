package org.satbuddy.database;

/** The database cannot be reached in time. The API answers HTTP 503. A write may or may not have been committed. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable() {
        super("SAT Buddy cannot reach its database right now. Please try again in a moment.", null, false, false);
    }
}
