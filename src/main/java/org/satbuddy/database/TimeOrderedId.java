package org.satbuddy.database;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes UUIDs of version 7 (RFC 9562), which begin with the time and end in random bits. New rows are thus adjacent at
 * the end of an index, and a commit writes a few index pages instead of one for each row.
 */
public final class TimeOrderedId {

    private static final long VERSION = 0x7000L;
    private static final long RANDOM_A = 0x0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_B = 0x3fff_ffff_ffff_ffffL;

    private TimeOrderedId() {}

    /** Returns a new id. Ids need not be secret, because every request for a row also checks its owner. */
    public static String next(long epochMillis) {
        var random = ThreadLocalRandom.current();
        long high = epochMillis << 16 | VERSION | random.nextLong() & RANDOM_A;
        long low = VARIANT | random.nextLong() & RANDOM_B;
        return new UUID(high, low).toString();
    }
}
