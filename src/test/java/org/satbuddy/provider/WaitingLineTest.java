package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final WaitingLine line = new WaitingLine();

    @Test
    void givesEachATimeOfTheirOwn() {
        assertThat(line.join(3 * SECOND, SECOND, 0)).isEqualTo(3 * SECOND);
        assertThat(line.join(3 * SECOND, SECOND, 0)).isEqualTo(4 * SECOND);
        assertThat(line.join(3 * SECOND, SECOND, 0)).isEqualTo(5 * SECOND);
    }

    @Test
    void tellsNoTwoTheSameHoweverManyTheyAre() {
        Set<Long> told = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            told.add(line.join(0, SECOND - 7, 0));
        }

        assertThat(told).hasSize(2_000).allMatch(slot -> slot <= 60 * SECOND);
    }

    @Test
    void tellsNobodyToComeBeforeThereIsRoom() {
        for (int i = 0; i < 100; i++) {
            assertThat(line.join(60 * SECOND, SECOND, 0)).isGreaterThanOrEqualTo(60 * SECOND);
        }
    }

    @Test
    void tellsNobodyToAskAgainLaterThanInTwoMinutes() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(line.join(0, SECOND, 0)).isLessThanOrEqualTo(120 * SECOND);
        }
    }

    @Test
    void knowsWhoShouldBeHere() {
        line.join(SECOND, SECOND, 0);
        line.join(SECOND, SECOND, 0);
        assertThat(line.due(0)).isZero();
        assertThat(line.due(2 * SECOND)).isEqualTo(2);

        line.leave(2 * SECOND);

        assertThat(line.due(2 * SECOND)).isEqualTo(1);
    }

    @Test
    void letsNobodyLeaveWhoIsNotThere() {
        line.join(5 * SECOND, SECOND, 0);

        line.leave(SECOND);

        assertThat(line.due(5 * SECOND)).isEqualTo(1);
    }

    @Test
    void doesNotWaitForThoseWhoDoNotCome() {
        line.join(SECOND, SECOND, 0);

        assertThat(line.due(7 * SECOND)).isZero();
        assertThat(line.join(7 * SECOND, 0, 7 * SECOND)).isEqualTo(7 * SECOND);
    }
}
