package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Whatever the headers of a reply say, waits and limits stay within bounds. */
class ReplyHeadersFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-02T14:03:11Z");

    @FuzzTest
    void readsAnyHeaders(byte[] lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : new String(lines, ISO_8859_1).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }

        Duration after = RetryAfter.of(headers::get, NOW);
        if (after != null) {
            assertThat(after).isBetween(Duration.ZERO, Duration.ofDays(1));
        }
        for (RateLimitHeaders.LimitReading reading : RateLimitHeaders.of(headers::get, NOW)) {
            assertThat(reading.remaining()).isFinite().isNotNegative();
            if (reading.limit() != null) {
                assertThat(reading.limit()).isFinite().isNotNegative();
            }
            if (reading.untilFull() != null) {
                assertThat(reading.untilFull()).isBetween(Duration.ZERO, Duration.ofDays(2));
            }
        }
    }
}
