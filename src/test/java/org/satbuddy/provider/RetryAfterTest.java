package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Duration of(Map<String, String> headers) {
        return RetryAfter.of(headers::get, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "20, PT20S",
        "' 20 ', PT20S",
        "1.5, PT1.5S",
        "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
        "'Sun, 01 Mar 2026 11:00:00 GMT', PT0S",
        "999999999999, PT24H",
        "'Mon, 01 Mar 2100 12:00:00 GMT', PT24H",
    })
    void readsSecondsAndDates(String value, Duration expected) {
        assertThat(of(Map.of("Retry-After", value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-5", "1e9", "1,5", "20 seconds", "2026-03-01T12:00:30Z", "99999999999999999999"})
    void ignoresGarbage(String value) {
        assertThat(of(Map.of("Retry-After", value))).isNull();
    }

    @Test
    void prefersMilliseconds() {
        assertThat(of(Map.of("Retry-After", "20", "retry-after-ms", "19250"))).isEqualTo(Duration.ofMillis(19250));
        assertThat(of(Map.of("Retry-After", "20", "retry-after-ms", "later"))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void measuresFromTheDateOfTheReply() {
        assertThat(of(Map.of(
                        "Date", "Sun, 01 Mar 2026 11:00:00 GMT",
                        "Retry-After", "Sun, 01 Mar 2026 11:00:30 GMT")))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void findsNothingWithoutHeaders() {
        assertThat(of(Map.of())).isNull();
    }
}
