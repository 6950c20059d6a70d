package org.satbuddy.transfer;

import java.util.concurrent.TimeUnit;

/** How long a client may take for a body, in either direction. */
final class Patience {

    /**
     * The time for every body, ms; its size adds to this time. After 15 s of silence in a request, the server closes the
     * connection without a response.
     */
    private static final long LEAST = 10_000;

    /** The slowest client that is served, in bytes per ms. */
    private static final int SLOWEST = 32;

    /** The slowest sender that keeps its room while others wait for it, in bytes per ms. */
    private static final int SLOWEST_OF_MANY = 64;

    /** The beginning of a body arrives with the header, or a moment later. A busy server takes its time to read it. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Patience() {}

    static long millis(int bytes) {
        return LEAST + bytes / SLOWEST;
    }

    /** How many bytes a body is behind what is asked of it while others wait for its room; less than 0 if it is ahead. */
    static long lag(long received, long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - SETTLING_NANOS) * SLOWEST_OF_MANY - received;
    }
}
