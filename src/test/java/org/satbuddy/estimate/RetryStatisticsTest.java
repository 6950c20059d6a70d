package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.estimate.RetryStatistics.Retry;

class RetryStatisticsTest {

    private static final long NOW = 1_790_000_000_000L;

    @Test
    void countsFailedAttempts() {
        RetryStatistics statistics = new RetryStatistics(times(20, failure(2_000, 8_000)), answers(79), 1, NOW);

        assertThat(statistics.failing()).isCloseTo(0.2, within(0.001));
        assertThat(statistics.cost(1)).isEqualTo(10);
        assertThat(statistics.holding()).isZero();
    }

    @Test
    void chargesLaterAttemptsTheirLongerWaits() {
        var failures = List.of(
                new Retry(NOW, 1, 1_000, 2_000, true),
                new Retry(NOW, 1, 1_000, 2_000, true),
                new Retry(NOW, 2, 1_000, 8_000, true));
        RetryStatistics statistics = new RetryStatistics(failures, answers(79), 1, NOW);

        assertThat(statistics.cost(1)).isEqualTo(5);
        assertThat(statistics.cost(2)).isEqualTo(9);
        assertThat(statistics.cost(3)).isEqualTo(9);
    }

    @Test
    void forgetsFailuresAfterAMinute() {
        RetryStatistics statistics =
                new RetryStatistics(times(20, failure(2_000, 8_000)), answers(79), 1, NOW + 60_000);

        assertThat(statistics.failing()).isZero();
    }

    @Test
    void concludesLittleFromOneFailure() {
        assertThat(new RetryStatistics(List.of(failure(0, 0)), List.of(), 1, NOW).failing())
                .isEqualTo(0.5);
    }

    @Test
    void expectsNoFailureOfAnAttemptOlderThanAnyFailedOne() {
        RetryStatistics statistics = new RetryStatistics(times(20, failure(2_000, 8_000)), answers(79), 1, NOW);

        assertThat(statistics.failing(0, 1)).isCloseTo(0.2, within(0.001));
        assertThat(statistics.failing(1, 0.25)).isCloseTo(0.5, within(0.001));
        assertThat(statistics.failing(3, 0.9)).isZero();
    }

    @Test
    void countsAtMostEveryTaskAsHeld() {
        var held = new Retry(NOW, 1, 2, 30_000, false);

        assertThat(new RetryStatistics(times(300, held), answers(100), 1, NOW).holding())
                .isEqualTo(1);
        assertThat(new RetryStatistics(times(10, held), answers(99), 1, NOW).holding())
                .isCloseTo(0.1, within(0.001));
    }

    @Test
    void multipliesThePaceByTheNumberOfNodes() {
        RetryStatistics statistics = new RetryStatistics(List.of(), answers(60), 3, NOW);

        assertThat(statistics.untilFinished(30)).isCloseTo(10, within(0.01));
        assertThat(statistics.untilFinished(0)).isZero();
    }

    private static Retry failure(long took, long pause) {
        return new Retry(NOW, 1, took, pause, true);
    }

    private static <T> List<T> times(int count, T one) {
        return Collections.nCopies(count, one);
    }

    private static List<Long> answers(int count) {
        return Collections.nCopies(count, NOW);
    }
}
