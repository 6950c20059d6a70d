package org.satbuddy.transfer;

/** How long a client may take for a body, in either direction. */
final class Patience {

    /**
     * The time for every body, ms; its size adds to this time. After 15 s of silence in a request, the server closes the
     * connection without a response.
     */
    private static final long LEAST = 10_000;

    /** The slowest client that is served, in bytes per ms. */
    private static final int SLOWEST = 32;

    private Patience() {}

    static long millis(int bytes) {
        return LEAST + bytes / SLOWEST;
    }
}
