package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.RateLimitHeaders.LimitReading;

class RateLimitHeadersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static List<LimitReading> of(Map<String, String> headers) {
        return RateLimitHeaders.of(headers::get, NOW);
    }

    private static Map<String, String> requests(String limit, String remaining, String reset) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ratelimit-limit-requests", limit);
        headers.put("x-ratelimit-remaining-requests", remaining);
        headers.put("x-ratelimit-reset-requests", reset);
        return headers;
    }

    @Test
    void readsTheHeadersOfOpenAi() {
        assertThat(of(Map.of(
                        "x-ratelimit-limit-requests", "5000",
                        "x-ratelimit-remaining-requests", "4999",
                        "x-ratelimit-reset-requests", "12ms",
                        "x-ratelimit-limit-tokens", "160000",
                        "x-ratelimit-remaining-tokens", "159976",
                        "x-ratelimit-reset-tokens", "9ms")))
                .containsExactly(
                        new LimitReading(Quota.REQUESTS, 5000.0, 4999, Duration.ofMillis(12)),
                        new LimitReading(Quota.TOKENS, 160_000.0, 159_976, Duration.ofMillis(9)));
    }

    @Test
    void readsTheHeadersOfAnthropic() {
        assertThat(of(Map.of(
                        "anthropic-ratelimit-requests-limit", "1000",
                        "anthropic-ratelimit-requests-remaining", "999",
                        "anthropic-ratelimit-requests-reset", "2026-03-01T11:59:59Z",
                        "anthropic-ratelimit-tokens-limit", "96000",
                        "anthropic-ratelimit-tokens-remaining", "90000",
                        "anthropic-ratelimit-tokens-reset", "2026-03-01T13:00:05+01:00",
                        "anthropic-ratelimit-input-tokens-limit", "80000",
                        "anthropic-ratelimit-input-tokens-remaining", "79000",
                        "anthropic-ratelimit-output-tokens-limit", "16000",
                        "anthropic-ratelimit-output-tokens-remaining", "16000")))
                .containsExactly(
                        new LimitReading(Quota.REQUESTS, 1000.0, 999, Duration.ZERO),
                        new LimitReading(Quota.TOKENS, 96_000.0, 90_000, Duration.ofSeconds(5)),
                        new LimitReading(Quota.INPUT_TOKENS, 80_000.0, 79_000, null),
                        new LimitReading(Quota.OUTPUT_TOKENS, 16_000.0, 16_000, null));
    }

    @Test
    void measuresFromTheDateOfTheReply() {
        assertThat(of(Map.of(
                        "Date", "Sun, 01 Mar 2026 11:00:00 GMT",
                        "anthropic-ratelimit-requests-limit", "50",
                        "anthropic-ratelimit-requests-remaining", "40",
                        "anthropic-ratelimit-requests-reset", "2026-03-01T11:00:12Z")))
                .extracting(LimitReading::untilFull)
                .containsExactly(Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @CsvSource({
        "1s, PT1S",
        "6m0s, PT6M",
        "20ms, PT0.02S",
        "1h2m3s, PT1H2M3S",
        "2m59.56s, PT2M59.56S",
        "1m, PT1M",
        "1s500ms, PT1.5S",
        "0s, PT0S",
        "7, PT7S",
        "7.66, PT7.66S",
        "' 7 ', PT7S"
    })
    void readsResetTimesInAllForms(String reset, Duration expected) {
        assertThat(of(requests("10", "5", reset)))
                .extracting(LimitReading::untilFull)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5s", "1722556800", "1e3", "s", "5 minutes", "99999999999999999999h", "73h"})
    void leavesOutAnUnreadableResetTime(String reset) {
        assertThat(of(requests("10", "5", reset))).containsExactly(new LimitReading(Quota.REQUESTS, 10.0, 5, null));
    }

    @Test
    void needsOnlyWhatRemains() {
        assertThat(of(Map.of("x-ratelimit-remaining-tokens", "61353")))
                .containsExactly(new LimitReading(Quota.TOKENS, null, 61_353, null));
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "10, 11", "10, many", "10, ''", "10, 5.5", "10, 99999999999999", "10, '5, 5'"})
    void ignoresGarbage(String limit, String remaining) {
        assertThat(of(requests(limit, remaining, "1s"))).isEmpty();
    }

    @Test
    void findsNothingWithoutHeaders() {
        assertThat(of(Map.of())).isEmpty();
    }
}
