package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

class OpenAiFormatTest {

    private static Answer.Completed answer(String body) throws CallFailed {
        var accumulator = new ReplyAccumulator(piece -> {}, () -> {}, false);
        new OpenAiFormat().read(LenientJson.object(body.getBytes(UTF_8)), accumulator);
        return accumulator.answer("openai", "asked-model");
    }

    private static String reply(String message, String finishReason) {
        return "{\"model\": \"small-1\", \"choices\": [{\"message\": " + message + ", \"finish_reason\": "
                + finishReason + "}], \"usage\": {\"prompt_tokens\": 12, \"completion_tokens\": 34}}";
    }

    @Test
    void acceptsAFinishedAnswer() throws CallFailed {
        assertThat(answer(reply("{\"content\": \"Let us see: \\\\(x^2\\\\)\", \"refusal\": null}", "\"stop\"")))
                .isEqualTo(new Answer.Completed("Let us see: \\(x^2\\)", "openai", "small-1", new Usage(12, 34)));
    }

    @Test
    void fillsInTheModelAndUsageThatAServerLeavesOut() throws CallFailed {
        assertThat(answer("{\"choices\": [{\"message\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\"}]}"))
                .isEqualTo(new Answer.Completed("Hi", "openai", "asked-model", Usage.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"length\"', TOO_LONG",
        "'\"content_filter\"', FILTERED",
        "'\"tool_calls\"', PROVIDER_REJECTED",
        "'\"something_new\"', PROVIDER_REJECTED",
        "7, PROVIDER_REJECTED",
    })
    void acceptsNothingWithoutAGoodFinishReason(String reason, FailureCode code) {
        assertThatThrownBy(() -> answer(reply("{\"content\": \"Half an ans\"}", reason)))
                .isInstanceOfSatisfying(Terminal.class, terminal -> {
                    assertThat(terminal.code()).isEqualTo(code);
                    assertThat(terminal.usage()).isEqualTo(new Usage(12, 34));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "abort", "insufficient_system_resource"})
    void triesAgainIfTheServerBrokeDownInTheMiddle(String reason) {
        assertThatThrownBy(() -> answer(reply("{\"content\": \"Half an ans\"}", "\"" + reason + "\"")))
                .isInstanceOf(RetrySoon.class);
    }

    @Test
    void recognizesARefusal() {
        assertThatThrownBy(() -> answer(reply("{\"content\": null, \"refusal\": \"I cannot\"}", "\"stop\"")))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(FailureCode.REFUSED));
    }

    @Test
    void withholdsAnAnswerThatTheFilterDidNotCheck() {
        String body = "{\"choices\": [{\"message\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\","
                + " \"content_filter_results\": {\"error\": {\"code\": \"content_filter_error\"}}}]}";

        assertThatThrownBy(() -> answer(body))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(FailureCode.FILTERED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "17",
                "<html>It works!</html>",
                "{\"choices\": []}",
                "{\"choices\": [7]}",
                "{\"choices\": {\"message\": 1}}",
                "{\"choices\": [{\"message\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\"",
                "{\"choices\": [{\"message\": {\"content\": \"  \"}, \"finish_reason\": \"stop\"}]}",
                "{\"choices\": [{\"message\": {\"content\": null}, \"finish_reason\": \"stop\"}]}",
                "{\"choices\": [{\"message\": \"Hi\", \"finish_reason\": \"stop\"}]}",
            })
    void triesAgainAfterAnUnusableReply(String body) {
        assertThatThrownBy(() -> answer(body)).isInstanceOf(RetrySoon.class);
    }

    @Test
    void survivesDeepNesting() {
        assertThat(LenientJson.object("[".repeat(100_000).getBytes(UTF_8))).isEmpty();
        assertThat(LenientJson.object(("{\"a\":".repeat(100_000)).getBytes(UTF_8)))
                .isEmpty();
    }

    @Property(tries = 300)
    void survivesAnyBytes(@ForAll byte[] body) {
        assertThat(LenientJson.object(body)).isNotNull();
    }
}
