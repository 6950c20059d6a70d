package org.satbuddy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final DistantDatabase database = new DistantDatabase();
    private final DatabaseClock clock = new DatabaseClock(database, () -> database.nanos);

    @Test
    void followsTheDatabaseHoweverLongQueriesTake() {
        var random = new Random(2026);
        long last = Long.MIN_VALUE;
        for (int reading = 0; reading < 10_000; reading++) {
            database.queryMicros = random.nextInt(500) * (random.nextInt(50) == 0 ? 1000 : 1);
            database.replyMicros = random.nextInt(500) * (random.nextInt(50) == 0 ? 1000 : 1);
            clock.synchronise();

            assertThat(clock.millis()).isGreaterThanOrEqualTo(last);
            last = clock.millis();
            database.advance(Duration.ofMillis(1).toNanos() * random.nextInt(1000));
        }
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    /** The first reading is slow because it opens the connection. */
    @Test
    void doesNotGoBackAfterASlowFirstReading() {
        database.queryMicros = 300_000;
        long first = clock.millis();

        database.queryMicros = 100;
        clock.synchronise();

        assertThat(clock.millis()).isGreaterThanOrEqualTo(first).isCloseTo(database.millis(), within(2L));
    }

    @Test
    void isCorrectedByAFasterReading() {
        database.replyMicros = 300_000;
        clock.synchronise();

        database.replyMicros = 100;
        clock.synchronise();

        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    @Test
    void followsWhenTheDatabaseTimeIsSet() {
        clock.synchronise();

        database.offset -= Duration.ofMinutes(1).toNanos();
        clock.synchronise();
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));

        database.offset += Duration.ofMinutes(2).toNanos();
        clock.synchronise();
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    /** A database whose queries and replies take time to arrive. */
    private static final class DistantDatabase extends Database {

        /** Time of this machine's timer. It has an arbitrary origin, and overflows in a long test. */
        private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

        private long offset = Duration.ofDays(20_000).toNanos() - nanos;
        private long queryMicros = 100;
        private long replyMicros = 100;

        void advance(long by) {
            nanos += by;
        }

        long millis() {
            return (nanos + offset) / 1_000_000;
        }

        @Override
        long currentMillis() {
            advance(queryMicros * 1000);
            long now = millis();
            advance(replyMicros * 1000);
            return now;
        }
    }
}
