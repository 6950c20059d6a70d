package org.satbuddy.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineLimitTest {

    private final ManualClock clock = new ManualClock();
    private final LineLimit limit = new LineLimit(clock);

    @Test
    void letsOneLineOfEachKindPassInAMinute() {
        assertThat(limit.passes("a")).isTrue();
        assertThat(limit.passes("b")).isTrue();

        clock.pass(Duration.ofSeconds(59));

        assertThat(limit.passes("a")).isFalse();
        assertThat(limit.passes("b")).isFalse();
    }

    @Test
    void letsAKindPassAgainAfterAQuietMinute() {
        assertThat(limit.passes("a")).isTrue();

        clock.pass(LineLimit.WINDOW);

        assertThat(limit.passes("a")).isTrue();
        assertThat(limit.passes("a")).isFalse();
    }

    @Test
    void reportsHowManyWereLeftOutOnceTheirMinuteIsOver() {
        IntStream.range(0, 8).forEach(i -> limit.passes("a"));
        limit.passes("b");
        assertThat(limit.report()).isEmpty();

        clock.pass(LineLimit.WINDOW);

        assertThat(limit.report()).isEqualTo(Map.of("a", 7));
        assertThat(limit.report()).isEmpty();
    }

    @Test
    void countsAReportAsTheLineOfTheNextMinute() {
        IntStream.range(0, 2).forEach(i -> limit.passes("a"));
        clock.pass(LineLimit.WINDOW);
        assertThat(limit.passes("a")).isFalse();
        assertThat(limit.report()).isEqualTo(Map.of("a", 2));

        assertThat(limit.passes("a")).isFalse();
        clock.pass(LineLimit.WINDOW);
        assertThat(limit.report()).isEqualTo(Map.of("a", 1));
        clock.pass(LineLimit.WINDOW);
        assertThat(limit.report()).isEmpty();

        assertThat(limit.passes("a")).isTrue();
    }

    @Test
    void remembersOnlySoManyKinds() {
        long passed = IntStream.range(0, 10_000)
                .filter(i -> limit.passes("kind " + i))
                .count();
        assertThat(passed).isLessThan(1_000);

        clock.pass(LineLimit.WINDOW);
        assertThat(limit.report()).hasSize(1).containsValue((int) (10_000 - passed));
        assertThat(limit.passes("a new kind")).isTrue();
    }
}
