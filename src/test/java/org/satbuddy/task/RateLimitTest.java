package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long NOW = 1_900_000_000_000L;

    private final RateLimit limit = new RateLimit(3);

    @Test
    void givesTheAllowanceOfAMinuteAtOnce() {
        assertThat(limit.take("mia", NOW)).isZero();
        assertThat(limit.take("mia", NOW)).isZero();
        assertThat(limit.take("mia", NOW)).isZero();

        assertThat(limit.take("mia", NOW)).isEqualTo(20_000);
        assertThat(limit.take("leo", NOW)).isZero();
    }

    @Test
    void returnsTheAllowanceEvenly() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("mia", NOW)).isZero();
        }

        assertThat(limit.take("mia", NOW + 19_999)).isEqualTo(1);
        assertThat(limit.take("mia", NOW + 20_000)).isZero();
        assertThat(limit.take("mia", NOW + 20_000)).isEqualTo(20_000);
    }

    @Test
    void countsNoRefusal() {
        for (int i = 0; i < 30; i++) {
            assertThat(limit.take("mia", NOW)).isEqualTo(i < 3 ? 0 : 20_000);
        }

        assertThat(limit.take("mia", NOW + 60_000)).isZero();
    }

    @Test
    void looksWithoutCounting() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.waitOf("mia", NOW)).isZero();
            assertThat(limit.take("mia", NOW)).isZero();
        }

        assertThat(limit.waitOf("mia", NOW)).isEqualTo(20_000);
    }
}
