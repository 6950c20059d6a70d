package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Collections;
import java.util.List;

/** Any header, and any path of a task, is understood or ignored. */
class RequestHeadersFuzzTest {

    @FuzzTest
    void splitsAnyValue(byte[] header) {
        String value = new String(header, ISO_8859_1);

        List<String> pieces = HeaderValue.split(value, ',');
        assertThat(pieces.stream().mapToInt(String::length).sum() + pieces.size() - 1)
                .isLessThanOrEqualTo(value.length());
        for (String piece : pieces) {
            HeaderValue.split(piece, ';').forEach(parameter -> {
                var read = HeaderValue.Parameter.of(parameter);
                assertThat(read.name().length() + read.value().length()).isLessThanOrEqualTo(parameter.length());
            });
        }
    }

    @FuzzTest
    void readsAnyWait(byte[] header) {
        String value = new String(header, ISO_8859_1);

        WaitPreference.fromHeaders(Collections.enumeration(List.of(value)))
                .ifPresent(seconds -> assertThat(seconds).isBetween(0, 50));
        try {
            assertThat(WaitPreference.fromParameter(value)).isBetween(0, 50);
        } catch (InvalidInput refused) {
            assertThat(refused.fields()).hasSize(1);
        }
    }

    @FuzzTest
    void readsAnyTagIdAndKey(byte[] header) {
        String value = new String(header, ISO_8859_1);

        if (EntityTag.isAmong(List.of(value), "W/\"1.3\"")) {
            assertThat(value).containsAnyOf("\"1.3\"", "*");
        }
        EventId.parse(value)
                .ifPresent(position ->
                        assertThat(EventId.parse(EventId.of(position))).contains(position));
        try {
            assertThat(IdempotencyKey.of(value)).isEqualTo(value).hasSizeBetween(1, 255);
        } catch (InvalidInput refused) {
            assertThat(refused.fields()).hasSize(1);
        }
        TaskPath.of("/" + value).ifPresent(path -> {
            assertThat(path.id()).matches(IdFormat.PATTERN);
            assertThat(value).startsWith(path.id()).contains(path.part().wire());
        });
    }
}
