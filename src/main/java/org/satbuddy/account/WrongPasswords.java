package org.satbuddy.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how often a wrong password is tried for a name, in the way of OWASP's device cookies: those who guess cannot
 * lock the owner out, because a device on which the owner has signed in before has an allowance of its own. All other
 * devices share one for each name. Kept in memory, for each node alone.
 */
final class WrongPasswords {

    private static final int FROM_ONE_PLACE = 10;
    private static final int FROM_ANYWHERE = 50;
    private static final int MOST_PLACES = 100_000;

    private final Cache<String, AtomicInteger> counts = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    /**
     * Whether a password may be tried now.
     *
     * @param from the address, or the device
     * @param known whether the owner of the name has signed in on that device before
     */
    boolean allows(String name, String from, boolean known) {
        return count(place(name, from)) < FROM_ONE_PLACE && count(all(name, known)) < FROM_ANYWHERE;
    }

    void count(String name, String from, boolean known) {
        increment(place(name, from));
        increment(all(name, known));
    }

    /** The owner has signed in there. */
    void forget(String name, String from) {
        counts.invalidate(place(name, from));
    }

    private int count(String key) {
        AtomicInteger known = counts.getIfPresent(key);
        return known == null ? 0 : known.get();
    }

    private void increment(String key) {
        counts.get(key, it -> new AtomicInteger()).incrementAndGet();
    }

    private static String place(String name, String from) {
        return name + "\n" + from;
    }

    /** Known devices have one allowance together, and all others another one. */
    private static String all(String name, boolean known) {
        return name + (known ? "\nknown\n" : "\n");
    }
}
