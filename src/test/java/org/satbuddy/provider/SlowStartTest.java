package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowStartTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final SlowStart start = new SlowStart();

    private int atOnce(long now) {
        int begun = 0;
        while (begun < 1_000 && start.readyAt(0, now) == now) {
            start.take(now);
            begun++;
        }
        return begun;
    }

    @Test
    void letsFiftyCallsBeginAtOnce() {
        assertThat(atOnce(0)).isEqualTo(50);
    }

    @Test
    void doublesTheCallsEachTenthOfASecond() {
        atOnce(0);

        assertThat(atOnce(100 * MILLI)).isEqualTo(50);
        assertThat(atOnce(200 * MILLI)).isBetween(100, 101);
        assertThat(atOnce(300 * MILLI)).isBetween(200, 203);
    }

    @Test
    void reportsWhenTheNextCallMayBegin() {
        atOnce(0);
        long ready = start.readyAt(0, 0);

        assertThat(start.readyAt(0, ready - MILLI)).isGreaterThan(ready - MILLI);
        assertThat(start.readyAt(0, ready)).isEqualTo(ready);
        assertThat(start.readyAt(49, 0)).isCloseTo(100 * MILLI, within(MILLI));
    }

    @Test
    void keepsWaitingCallsFarEnoughApart() {
        atOnce(0);
        long slot = start.readyAt(0, 0);

        for (int waiting = 1; waiting < 950; waiting++) {
            slot += Math.round(start.gap(waiting, 0));
            assertThat(slot).isGreaterThanOrEqualTo(start.readyAt(waiting, 0) - 2);
        }
        assertThat(slot).isLessThan(500 * MILLI);
    }

    @Test
    void delaysNoCallBecauseOthersAreLate() {
        atOnce(0);

        assertThat(start.readyAt(0, 150 * MILLI)).isEqualTo(150 * MILLI);
        assertThat(start.readyAt(89, 150 * MILLI)).isEqualTo(150 * MILLI);
    }

    @Test
    void doesNotAccumulateUnusedCalls() {
        atOnce(0);

        assertThat(atOnce(10_000 * MILLI)).isLessThan(200);
    }

    @Test
    void beginsAnewAfterAQuietTime() {
        atOnce(0);

        assertThat(atOnce(10 * MINUTE)).isBetween(49, 50);
    }

    @Test
    void givesBackACallThatWasNotSent() {
        atOnce(0);
        start.giveBack(0);

        assertThat(atOnce(0)).isEqualTo(1);
    }
}
