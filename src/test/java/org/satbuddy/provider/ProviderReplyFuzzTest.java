package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.satbuddy.task.Answer;

/**
 * Whatever a provider sends, a call gives an answer within bounds or a failure. No text of the provider gets into the
 * message of a failure, which is logged.
 */
class ProviderReplyFuzzTest {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int MOST_CHARACTERS = RequestBody.MOST_TOKENS * 64;

    /** More tokens than any model reads or writes in one call. */
    private static final long MOST_TOKENS = 300_000_000;

    private static final int[] STATUSES = {400, 403, 422, 429, 500, 529};

    @FuzzTest
    void readsAnyReplyOfOpenAi(byte[] reply) throws IOException {
        check(new OpenAiFormat(), reply);
    }

    @FuzzTest
    void readsAnyReplyOfAnthropic(byte[] reply) throws IOException {
        check(new AnthropicFormat(), reply);
    }

    @FuzzTest
    void readsAnyReplyOfGemini(byte[] reply) throws IOException {
        check(new GeminiFormat(), reply);
    }

    private interface Reading {
        void into(ReplyAccumulator accumulator) throws CallFailed, IOException;
    }

    private static void check(WireFormat format, byte[] reply) throws IOException {
        JsonObject whole = LenientJson.object(reply);
        check(accumulator -> format.read(whole, accumulator));
        check(accumulator -> {
            var events = new SseReader(new ByteArrayInputStream(reply));
            for (String event = events.next(); event != null; event = events.next()) {
                format.readEvent(LenientJson.object(event.getBytes(UTF_8)), accumulator);
            }
        });
        for (int status : STATUSES) {
            check(format.error(status, whole, null));
        }
    }

    private static void check(Reading reading) throws IOException {
        var heard = new StringBuilder();
        var accumulator = new ReplyAccumulator(
                piece -> {
                    assertThat(piece).doesNotMatch("(?s).*[\\ud800-\\udbff]");
                    heard.append(piece);
                },
                () -> heard.setLength(0),
                false);
        try {
            reading.into(accumulator);
            Answer.Completed answer = accumulator.answer("provider", "model");
            assertThat(answer.result()).isNotBlank().isEqualTo(heard.toString()).doesNotContain("\0");
            assertThat(answer.result().length()).isLessThanOrEqualTo(MOST_CHARACTERS);
            assertThat(answer.model()).isNotBlank().doesNotContain("\0");
            assertThat(answer.usage().inputTokens()).isBetween(0L, MOST_TOKENS);
            assertThat(answer.usage().outputTokens()).isBetween(0L, MOST_TOKENS);
        } catch (CallFailed failure) {
            check(failure);
        }
    }

    private static void check(CallFailed failure) {
        assertThat(failure.code()).isNotNull();
        assertThat(failure.getMessage()).matches("[A-Za-z0-9 _.:-]{1,200}");
        if (failure.after() != null) {
            assertThat(failure.after()).isBetween(Duration.ZERO, LONGEST_WAIT);
        }
    }
}
