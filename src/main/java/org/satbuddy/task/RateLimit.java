package org.satbuddy.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Limits how often a user or a network address does something, by the generic cell rate algorithm: the allowance of a
 * minute may be spent at once and returns evenly. It is kept in memory, for each node alone. Thread-safe.
 */
public final class RateLimit {

    private static final int MOST_SUBJECTS = 10_000;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1000;

    /** µs, because a whole class may share one address and need a high limit. */
    private final long interval;

    /** The theoretical arrival time of each subject, epoch µs: when its whole allowance is available again. */
    private final Cache<String, Long> arrivals = Caffeine.newBuilder()
            .maximumSize(MOST_SUBJECTS)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    public RateLimit(int perMinute) {
        interval = Math.max(1, MINUTE / perMinute);
    }

    /** Returns how long the subject must wait, ms; 0 if its allowance is not used up. Counts nothing. */
    public long waitOf(String subject, long nowMillis) {
        return wait(arrival(arrivals.getIfPresent(subject), nowMillis), nowMillis);
    }

    /** Returns how long the subject must wait, ms. If the result is 0, the allowance is one smaller now. */
    public long take(String subject, long nowMillis) {
        long[] wait = {0};
        arrivals.asMap().compute(subject, (key, known) -> {
            long arrival = arrival(known, nowMillis);
            wait[0] = wait(arrival, nowMillis);
            return wait[0] == 0 ? arrival + interval : arrival;
        });
        return wait[0];
    }

    private static long arrival(Long known, long nowMillis) {
        return known == null ? nowMillis * 1000 : Math.max(nowMillis * 1000, known);
    }

    private long wait(long arrival, long nowMillis) {
        long latest = nowMillis * 1000 + MINUTE - interval;
        return arrival > latest ? (arrival - latest + 999) / 1000 : 0;
    }
}
