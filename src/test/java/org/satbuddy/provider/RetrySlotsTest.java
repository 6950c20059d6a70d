package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetrySlotsTest {

    private static final long SECOND = 1_000_000_000L;

    private final RetrySlots slots = new RetrySlots();

    @Test
    void givesEachCallItsOwnTime() {
        assertThat(slots.reserve(3 * SECOND, SECOND, 0)).isEqualTo(3 * SECOND);
        assertThat(slots.reserve(3 * SECOND, SECOND, 0)).isEqualTo(4 * SECOND);
        assertThat(slots.reserve(3 * SECOND, SECOND, 0)).isEqualTo(5 * SECOND);
    }

    @Test
    void givesNoTimeTwiceHoweverManyCallsWait() {
        Set<Long> times = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            times.add(slots.reserve(0, SECOND - 7, 0));
        }

        assertThat(times).hasSize(2_000).allMatch(slot -> slot <= 60 * SECOND);
    }

    @Test
    void givesNoTimeBeforeThereIsRoom() {
        for (int i = 0; i < 100; i++) {
            assertThat(slots.reserve(60 * SECOND, SECOND, 0)).isGreaterThanOrEqualTo(60 * SECOND);
        }
    }

    @Test
    void givesNoTimeLaterThanInTwoMinutes() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(slots.reserve(0, SECOND, 0)).isLessThanOrEqualTo(120 * SECOND);
        }
    }

    @Test
    void countsTheCallsThatAreDue() {
        slots.reserve(SECOND, SECOND, 0);
        slots.reserve(SECOND, SECOND, 0);
        assertThat(slots.due(0)).isZero();
        assertThat(slots.due(2 * SECOND)).isEqualTo(2);

        slots.arrive(2 * SECOND);

        assertThat(slots.due(2 * SECOND)).isEqualTo(1);
    }

    @Test
    void ignoresAnArrivalWhileNoSlotIsDue() {
        slots.reserve(5 * SECOND, SECOND, 0);

        slots.arrive(SECOND);

        assertThat(slots.due(5 * SECOND)).isEqualTo(1);
    }

    @Test
    void dropsTheSlotOfACallThatDoesNotCome() {
        slots.reserve(SECOND, SECOND, 0);

        assertThat(slots.due(7 * SECOND)).isZero();
        assertThat(slots.reserve(7 * SECOND, 0, 7 * SECOND)).isEqualTo(7 * SECOND);
    }
}
