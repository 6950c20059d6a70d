package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.satbuddy.estimate.ServiceTimes.Span;

class ServiceTimesTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final LifeTable GUESS = LifeTable.ofGuess(12.2, 4);
    private static final int FEWEST = 20;

    @Test
    void beginsWithItsGuess() {
        ServiceTimes guessed = ServiceTimes.of(GUESS, List.of(), List.of(), NOW, FEWEST);

        assertThat(guessed.endedWithin(12.2, 0)).isCloseTo(0.5, within(0.07));
        assertThat(guessed.endedWithin(30, 0)).isGreaterThan(0.9);
    }

    @Test
    void learnsFromFinishedAttempts() {
        ServiceTimes learnt = ServiceTimes.of(GUESS, evenly(100, 2, 4), List.of(), NOW, FEWEST);

        assertThat(learnt.mean()).isCloseTo(3, within(0.3));
        assertThat(learnt.endedWithin(3, 0)).isCloseTo(0.5, within(0.05));
        assertThat(learnt.endedWithin(3.8, 0)).isCloseTo(0.9, within(0.03));
    }

    @Test
    void isNotBiasedByTheFirstToFinish() {
        // All began six seconds ago and take 2 to 12 s, so four of ten have finished.
        var finished = new ArrayList<Span>();
        var running = new ArrayList<Long>();
        for (int i = 0; i < 200; i++) {
            long takes = 2_000 + i * 50;
            if (takes <= 6_000) {
                finished.add(new Span(NOW - 6_000, NOW - 6_000 + takes));
            } else {
                running.add(NOW - 6_000);
            }
        }

        ServiceTimes learnt = ServiceTimes.of(GUESS, finished, running, NOW, FEWEST);

        assertThat(learnt.endedWithin(6, 0)).isCloseTo(0.4, within(0.02));
        assertThat(learnt.endedWithin(10, 0)).isLessThan(0.75);
    }

    @Test
    void isNotBiasedByTheSurvivorsOfASlowerTime() {
        // Attempts took 60 s until half a minute ago. The last 50 of those end among many that took 2 to 4 s.
        List<Span> finished = evenly(200, 2, 4);
        for (int i = 0; i < 50; i++) {
            finished.add(new Span(NOW - 70_000 + i * 500, NOW - 10_000 + i * 100));
        }

        ServiceTimes learnt = ServiceTimes.of(GUESS, finished, List.of(), NOW, FEWEST);

        assertThat(learnt.endedWithin(4.2, 0)).isGreaterThan(0.95);
    }

    @Test
    void expectsLongerTimesWhileNothingFinishes() {
        List<Span> finished = evenly(30, 8, 12);
        var running = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            running.add(NOW - i * 500);
        }

        ServiceTimes before = ServiceTimes.of(GUESS, finished, running, NOW, FEWEST);
        ServiceTimes after = ServiceTimes.of(GUESS, finished, running, NOW + 60_000, FEWEST);

        assertThat(before.endedWithin(13, 0)).isGreaterThan(0.85);
        assertThat(after.endedWithin(13, 0)).isLessThan(0.7);
        assertThat(after.endedWithin(13, 60)).isLessThan(0.7);
    }

    @Test
    void expectsAnOldAttemptToEndSooner() {
        ServiceTimes learnt = ServiceTimes.of(GUESS, evenly(100, 8, 12), List.of(), NOW, FEWEST);

        assertThat(learnt.endedWithin(3, 9)).isGreaterThan(learnt.endedWithin(3, 0) + 0.8);
    }

    @Test
    void forgetsOldAttemptsOnceEnoughAreNew() {
        List<Span> finished = evenly(FEWEST, 2, 4);
        for (int i = 0; i < 300; i++) {
            finished.add(new Span(NOW - 3_600_000 - i * 100, NOW - 3_580_000 - i * 100));
        }

        assertThat(ServiceTimes.of(GUESS, finished, List.of(), NOW, FEWEST).mean())
                .isLessThan(5);
    }

    /** Attempts that finished in the last 15 s, and took {@code least} to {@code most} seconds, evenly spread. */
    private static List<Span> evenly(int count, double least, double most) {
        var random = new Random(1);
        var spans = new ArrayList<Span>();
        for (int i = 0; i < count; i++) {
            long to = NOW - random.nextInt(15_000);
            long takes = Math.round(1000 * (least + (most - least) * (i + 0.5) / count));
            spans.add(new Span(to - takes, to));
        }
        return spans;
    }
}
