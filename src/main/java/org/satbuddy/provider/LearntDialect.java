package org.satbuddy.provider;

import java.time.Duration;
import java.time.Instant;

/** What has been learnt of one server with one model. It is forgotten after a day, because servers are updated. */
final class LearntDialect {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private Dialect dialect = Dialect.WHOLE;
    private Instant until = Instant.MIN;

    synchronized Dialect at(Instant now) {
        return now.isBefore(until) ? dialect : Dialect.WHOLE;
    }

    synchronized void learn(Dialect more, Instant now) {
        dialect = at(now).merged(more);
        until = now.plus(REMEMBERED);
    }
}
