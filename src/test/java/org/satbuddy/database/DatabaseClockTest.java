package org.satbuddy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final Far database = new Far();
    private final DatabaseClock clock = new DatabaseClock(database, () -> database.nanos);

    @Test
    void goesAsTheDatabaseDoesWhateverAnAnswerTakes() {
        var random = new Random(2026);
        long last = Long.MIN_VALUE;
        for (int reading = 0; reading < 10_000; reading++) {
            database.thereMicros = random.nextInt(500) * (random.nextInt(50) == 0 ? 1000 : 1);
            database.backMicros = random.nextInt(500) * (random.nextInt(50) == 0 ? 1000 : 1);
            clock.synchronise();

            assertThat(clock.millis()).isGreaterThanOrEqualTo(last);
            last = clock.millis();
            database.pass(Duration.ofMillis(1).toNanos() * random.nextInt(1000));
        }
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    /** As the first does, which opens the connection. */
    @Test
    void doesNotGoBackAfterAFirstReadingThatTookLong() {
        database.thereMicros = 300_000;
        long first = clock.millis();

        database.thereMicros = 100;
        clock.synchronise();

        assertThat(clock.millis()).isGreaterThanOrEqualTo(first).isCloseTo(database.millis(), within(2L));
    }

    @Test
    void isSetByAnAnswerThatComesSoonerThanTheFirst() {
        database.backMicros = 300_000;
        clock.synchronise();

        database.backMicros = 100;
        clock.synchronise();

        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    @Test
    void followsADatabaseWhoseTimeIsSet() {
        clock.synchronise();

        database.offset -= Duration.ofMinutes(1).toNanos();
        clock.synchronise();
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));

        database.offset += Duration.ofMinutes(2).toNanos();
        clock.synchronise();
        assertThat(clock.millis()).isCloseTo(database.millis(), within(2L));
    }

    /** Whose question takes a while to arrive, and its answer another. */
    private static final class Far extends Database {

        /** Of this machine's timer, which may begin anywhere. */
        private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

        private long offset = Duration.ofDays(20_000).toNanos() - nanos;
        private long thereMicros = 100;
        private long backMicros = 100;

        void pass(long some) {
            nanos += some;
        }

        long millis() {
            return (nanos + offset) / 1_000_000;
        }

        @Override
        long currentMillis() {
            pass(thereMicros * 1000);
            long now = millis();
            pass(backMicros * 1000);
            return now;
        }
    }
}
