package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;

    private final AdaptiveRate rate = new AdaptiveRate(Duration.ofMinutes(1));

    /** Sends calls at once, of which some are refused. */
    private void crowd(int sent, int refused) {
        for (int i = 0; i < sent; i++) {
            rate.sent(0);
        }
        for (int i = 0; i < refused; i++) {
            rate.refused(0, 1);
        }
        rate.resume(1);
    }

    private double perMinute(long now) {
        return MINUTE / rate.gap(now);
    }

    @Test
    void isTheNumberOfCallsThatPassed() {
        crowd(150, 50);

        assertThat(perMinute(1)).isCloseTo(100, within(0.1));
    }

    @Test
    void isNotKnownFromARefusalOrTwo() {
        crowd(150, 2);

        assertThat(rate.isKnown(1)).isFalse();
        assertThat(rate.readyAt(1_000, 1)).isEqualTo(1);
    }

    @Test
    void beginsWithNoLessThanACallPerSecond() {
        crowd(5, 4);

        assertThat(perMinute(1)).isCloseTo(60, within(0.1));
    }

    @Test
    void isLessAfterAFurtherRefusal() {
        crowd(150, 50);
        rate.sent(SECOND);
        rate.refused(SECOND, SECOND);

        assertThat(perMinute(SECOND)).isCloseTo(90, within(0.5));
    }

    @Test
    void isHalfAfterAFurtherRefusalIfHardlyAnyCallPassed() {
        crowd(5, 4);
        rate.sent(MINUTE);
        rate.refused(MINUTE, MINUTE);

        assertThat(perMinute(MINUTE)).isCloseTo(33, within(0.5));
    }

    @Test
    void neverFallsBelowTwoCallsPerMinute() {
        crowd(200, 200);
        for (int minute = 1; minute < 30; minute++) {
            rate.sent(minute * MINUTE);
            rate.refused(minute * MINUTE, minute * MINUTE);
        }

        assertThat(perMinute(29 * MINUTE)).isCloseTo(2, within(0.1));
    }

    @Test
    void growsSlowlyAtFirstAndFasterLater() {
        crowd(150, 50);

        assertThat(perMinute(MINUTE)).isCloseTo(110, within(0.5));
        assertThat(perMinute(3 * MINUTE)).isCloseTo(190, within(0.5));
        assertThat(perMinute(9 * MINUTE)).isCloseTo(910, within(0.5));
    }

    @Test
    void keepsTheHoldShortAfterALateRefusalOfAnEarlierCall() {
        rate.sent(0);
        rate.sent(0);
        rate.refused(0, SECOND);
        rate.passed(2 * SECOND);

        assertThat(rate.refused(0, 3 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void isForgottenAfterTenMinutes() {
        crowd(150, 50);

        assertThat(rate.isKnown(10 * MINUTE + 1)).isFalse();
    }

    @Test
    void resumesWithOneCallAndContinuesAtItsRate() {
        crowd(120, 60);
        rate.resume(5 * SECOND);
        rate.take(5 * SECOND);

        assertThat(rate.readyAt(0, 5 * SECOND)).isCloseTo(6 * SECOND, within(SECOND / 100));
        assertThat(rate.readyAt(2, 5 * SECOND)).isCloseTo(8 * SECOND, within(SECOND / 50));
    }

    @Test
    void accumulatesNoMoreThanAMinutesCalls() {
        crowd(120, 60);
        rate.take(2 * MINUTE);
        for (int i = 0; i < 90; i++) {
            rate.take(2 * MINUTE);
        }

        assertThat(rate.readyAt(0, 2 * MINUTE)).isGreaterThan(2 * MINUTE);
    }
}
