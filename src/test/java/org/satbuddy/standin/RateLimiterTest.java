package org.satbuddy.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void admitsAMinutesWorthAtOnceAndTheRestAsItRefills() {
        RateLimiter limiter = new RateLimiter(3, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.ask(1, 0).admitted()).isTrue();
        }

        RateLimiter.Verdict refused = limiter.ask(1, 5 * SECOND);

        assertThat(refused.shortOf()).isEqualTo("requests");
        assertThat(refused.retryAfter()).isEqualTo(15);
        assertThat(limiter.ask(1, 20 * SECOND).admitted()).isTrue();
        assertThat(limiter.ask(1, 39 * SECOND).admitted()).isFalse();
    }

    @Test
    void takesNothingForARefusedRequest() {
        RateLimiter limiter = new RateLimiter(10, 1_000);

        assertThat(limiter.ask(1_001, 0).shortOf()).isEqualTo("tokens");

        assertThat(limiter.ask(1_000, 0).headers())
                .containsEntry("x-ratelimit-remaining-requests", "9")
                .containsEntry("x-ratelimit-remaining-tokens", "0")
                .containsEntry("x-ratelimit-reset-requests", "6s")
                .containsEntry("x-ratelimit-reset-tokens", "1m0s");
    }

    @Test
    void chargesWhatAnAnswerUsed() {
        RateLimiter limiter = new RateLimiter(0, 1_000);
        limiter.ask(600, 0);

        limiter.charge(500, 0);

        assertThat(limiter.ask(0, 0).admitted()).isFalse();
        assertThat(limiter.ask(0, 6 * SECOND).admitted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "0.02, 20ms", "1, 1s", "1.5, 1.5s", "60, 1m0s", "361.25, 6m1.25s"})
    void writesTimesAsOpenAiDoes(double seconds, String span) {
        assertThat(RateLimiter.span(seconds)).isEqualTo(span);
    }
}
