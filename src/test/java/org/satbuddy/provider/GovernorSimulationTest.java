package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.RateLimitSimulation.Figures;
import org.satbuddy.provider.RateLimitSimulation.Hints;
import org.satbuddy.provider.RateLimitSimulation.Scenario;

/**
 * Compares the governor with waiting a minute after each 429, using the rate limiter of the stand-in provider. The
 * governor must give as many answers per minute and avoid nine in ten 429s. Prints the means of eight runs. Virtual
 * time and fixed seeds give the same figures each time.
 */
class GovernorSimulationTest {

    private static final int RUNS = 8;

    private static final int WORKERS = 200;

    @BeforeAll
    static void head() {
        System.out.printf(
                "%-28s %5s %-11s | %7s %9s | %7s %9s | %7s %7s%n",
                "", "nodes", "hints", "429", "answers", "429", "answers", "429", "answers");
    }

    @AfterAll
    static void foot() {
        System.out.println("429s and answers per minute: wait of a minute | governor | 429s avoided, throughput");
    }

    /** Loads such as twice as many tasks as the limit allows for five minutes, with all kinds of limits. */
    @ParameterizedTest
    @CsvSource({
        "100 requests a minute,       1, 100,      0, false, 1000, 200, 0.3",
        "100 requests a minute,       3, 100,      0, false, 1000, 200, 0.3",
        "tokens counted before,       1,   0, 819200, false, 1000, 200, 0.3",
        "tokens counted before,       3,   0, 819200, false, 1000, 200, 0.3",
        "tokens counted afterwards,   1,   0, 180000, true,  1000, 200, 0.3",
        "tokens counted afterwards,   3,   0, 180000, true,  1000, 200, 0.3",
        "nothing is streamed,         1, 100,      0, false, 1000, 200, 1",
        "nothing is streamed,         3, 100,      0, false, 1000, 200, 1",
        "a fifth too many,            1, 100,      0, false, 1500, 120, 0.3",
        "a fifth too many,            3, 100,      0, false, 1500, 120, 0.3",
        "all at once and cold,        1, 100,      0, false, 1000,   0, 0.3",
        "all at once and cold,        3, 100,      0, false, 1000,   0, 0.3",
        "10 requests a minute,        1,  10,      0, false,  150,  20, 0.3",
    })
    void learnsFromTheHeaders(
            String name, int nodes, long requests, long tokens, boolean after, int tasks, double come, double whole) {
        Comparison run =
                compare(name, new Scenario(nodes, WORKERS, requests, tokens, after, Hints.LIMITS, tasks, come, whole));

        assertThat(run.fewer429s()).isGreaterThanOrEqualTo(0.9);
        assertThat(run.throughput()).isGreaterThanOrEqualTo(1);
    }

    /** A guess is never exact, so the bounds are lower than with headers. */
    @ParameterizedTest
    @CsvSource({
        "100 requests a minute,       1, RETRY_AFTER, 100,      0, 1000, 200",
        "100 requests a minute,       3, RETRY_AFTER, 100,      0, 1000, 200",
        "100 requests a minute,       1, NOTHING,     100,      0, 1000, 200",
        "100 requests a minute,       3, NOTHING,     100,      0, 1000, 200",
        "tokens counted before,       1, RETRY_AFTER,   0, 819200, 1000, 200",
        "tokens counted before,       3, RETRY_AFTER,   0, 819200, 1000, 200",
        "tokens counted before,       1, NOTHING,       0, 819200, 1000, 200",
        "tokens counted before,       3, NOTHING,       0, 819200, 1000, 200",
        "a fifth too many,            1, RETRY_AFTER, 100,      0, 1500, 120",
        "a fifth too many,            3, RETRY_AFTER, 100,      0, 1500, 120",
        "a fifth too many,            1, NOTHING,     100,      0, 1500, 120",
        "a fifth too many,            3, NOTHING,     100,      0, 1500, 120",
        "all at once and cold,        1, RETRY_AFTER, 100,      0, 1000,   0",
        "all at once and cold,        3, RETRY_AFTER, 100,      0, 1000,   0",
        "all at once and cold,        1, NOTHING,     100,      0, 1000,   0",
        "all at once and cold,        3, NOTHING,     100,      0, 1000,   0",
    })
    void learnsFromRefusalsWithoutHeaders(
            String name, int nodes, Hints hints, long requests, long tokens, int tasks, double come) {
        Comparison run = compare(name, new Scenario(nodes, WORKERS, requests, tokens, false, hints, tasks, come, 0.3));

        assertThat(run.fewer429s()).isGreaterThanOrEqualTo(0.9);
        assertThat(run.throughput()).isGreaterThanOrEqualTo(least(hints));
    }

    /** A call refused without a hint waits a minute. If that call is the last one, the whole run takes longer. */
    private static double least(Hints hints) {
        return switch (hints) {
            case LIMITS -> 1;
            case RETRY_AFTER -> 0.97;
            case NOTHING -> 0.95;
        };
    }

    /**
     * With a limit as low as ten, each of three nodes must be refused before it knows the limit. More than eight in
     * ten 429s are still avoided.
     */
    @ParameterizedTest
    @CsvSource({
        "10 requests a minute,        3, RETRY_AFTER,  10,  150,  20",
        "10 requests a minute,        3, NOTHING,      10,  150,  20",
    })
    void savesLessIfEachNodeMustFindALowLimitItself(
            String name, int nodes, Hints hints, long requests, int tasks, double come) {
        Comparison run = compare(name, new Scenario(nodes, WORKERS, requests, 0, false, hints, tasks, come, 0.3));

        assertThat(run.fewer429s()).isBetween(0.8, 0.9);
        assertThat(run.throughput()).isGreaterThanOrEqualTo(0.97);
    }

    /** Every node has as many workers as there are tasks. */
    @ParameterizedTest
    @CsvSource({
        "1, LIMITS", "1, RETRY_AFTER", "1, NOTHING",
        "3, LIMITS", "3, RETRY_AFTER", "3, NOTHING",
    })
    void isSeldomRefusedWhenAThousandCouldCallAtOnce(int nodes, Hints hints) {
        Comparison run =
                compare("a thousand workers, cold", new Scenario(nodes, 1000, 100, 0, false, hints, 1000, 0, 0.3));

        assertThat(run.fewer429s()).isGreaterThanOrEqualTo(0.9);
        assertThat(run.throughput()).isGreaterThanOrEqualTo(least(hints));
    }

    /** No answer arrives before all calls have begun. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void letsAThousandBeginWithinHalfASecondWithoutALimit(int nodes) {
        Figures cold =
                RateLimitSimulation.of(new Scenario(nodes, 1000, 0, 0, false, Hints.NOTHING, 1000, 0, 1), true, 0);
        System.out.printf("%-28s %5d the last begins after %s%n", "no limit, cold", nodes, cold.longestWait());

        assertThat(cold.answered()).isEqualTo(1000);
        assertThat(cold.longestWait()).isLessThan(Duration.ofMillis(500));
    }

    private record Comparison(double fewer429s, double throughput) {}

    private static Comparison compare(String name, Scenario scenario) {
        double[] before = means(scenario, false);
        double[] with = means(scenario, true);
        var comparison = new Comparison(1 - with[0] / before[0], with[1] / before[1]);
        System.out.printf(
                "%-28s %5d %-11s | %7.0f %9.1f | %7.0f %9.1f | %6.1f%% %6.1f%%%n",
                name,
                scenario.nodes(),
                scenario.hints().name().toLowerCase(Locale.ROOT),
                before[0],
                before[1],
                with[0],
                with[1],
                100 * comparison.fewer429s(),
                100 * comparison.throughput());
        return comparison;
    }

    /** The mean numbers of 429s and of answers per minute. */
    private static double[] means(Scenario scenario, boolean governed) {
        double[] means = new double[2];
        IntStream.range(0, RUNS).forEach(seed -> {
            Figures figures = RateLimitSimulation.of(scenario, governed, seed);
            assertThat(figures.answered()).isEqualTo(scenario.tasks());
            means[0] += (double) figures.refused() / RUNS;
            means[1] += figures.perMinute() / RUNS;
        });
        return means;
    }
}
