package org.satbuddy.database;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * UUIDs of version 7 (RFC 9562): the time first, then chance. New rows stand together at the end of an index, so that a
 * commit writes a few pages of it instead of one for every row.
 */
public final class TimeOrderedId {

    private static final long VERSION = 0x7000L;
    private static final long RANDOM_A = 0x0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_B = 0x3fff_ffff_ffff_ffffL;

    private TimeOrderedId() {}

    /** Ids name things, they are no secrets: every look-up asks for the owner too. */
    public static String next(long epochMillis) {
        var random = ThreadLocalRandom.current();
        long high = epochMillis << 16 | VERSION | random.nextLong() & RANDOM_A;
        long low = VARIANT | random.nextLong() & RANDOM_B;
        return new UUID(high, low).toString();
    }
}
