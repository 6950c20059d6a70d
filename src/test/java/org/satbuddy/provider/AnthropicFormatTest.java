package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.CallFailed.RetryLater;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Turn.Role;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.Prompt.Message;

class AnthropicFormatTest {

    private final AnthropicFormat format = new AnthropicFormat();

    private JsonObject request(JsonObject schema, Message... messages) {
        var prompt = new Prompt("Be kind.", List.of(messages), schema, null, Instant.MAX, false);
        return LenientJson.object(format.request(prompt, "claude", Dialect.WHOLE));
    }

    private Answer.Completed reply(String body) throws CallFailed {
        var accumulator = new ReplyAccumulator(piece -> {}, () -> {}, false);
        format.read(LenientJson.object(body.getBytes(UTF_8)), accumulator);
        return accumulator.answer("anthropic", "asked");
    }

    private Answer.Completed stream(List<String> heard, String... events) throws CallFailed {
        var accumulator = new ReplyAccumulator(heard::add, () -> {}, false);
        for (String event : events) {
            format.readEvent(LenientJson.object(event.getBytes(UTF_8)), accumulator);
        }
        return accumulator.answer("anthropic", "asked");
    }

    private static String message(String stopReason) {
        return "{\"type\": \"message\", \"model\": \"claude-1\", \"content\": [{\"type\": \"thinking\", \"thinking\": \"hm\"},"
                + "{\"type\": \"text\", \"text\": \"Two.\"}], \"stop_reason\": " + stopReason
                + ", \"usage\": {\"input_tokens\": 3, \"cache_read_input_tokens\": 4, \"output_tokens\": 2}}";
    }

    @Test
    void writesOnlyTheNecessaryMembers() {
        assertThat(request(null, new Message(Role.USER, "1+1?", List.of())))
                .hasToString("{\"model\":\"claude\",\"max_tokens\":8192,\"system\":\"Be kind.\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"1+1?\"}],\"stream\":true}");
    }

    @Test
    void sendsImagesBeforeTheTextAndAsksForJsonByItsSchema() {
        JsonObject schema = Json.createObjectBuilder().add("type", "object").build();
        var image = new Attachment("an-id", "image/png", new byte[] {1, 2, 3});

        JsonObject request = request(schema, new Message(Role.USER, "Look", List.of(image)));

        assertThat(request.getJsonArray("messages").getJsonObject(0).get("content"))
                .hasToString("[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"AQID\"}},{\"type\":\"text\",\"text\":\"Look\"}]");
        assertThat(request.get("output_config"))
                .hasToString("{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
        assertThat(request).doesNotContainKey("stream");
    }

    @Test
    void acceptsAFinishedAnswerWithoutItsThoughts() throws CallFailed {
        assertThat(reply(message("\"end_turn\"")))
                .isEqualTo(new Answer.Completed("Two.", "anthropic", "claude-1", new Usage(7, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"max_tokens\"', TOO_LONG",
        "'\"model_context_window_exceeded\"', TOO_LONG",
        "'\"refusal\"', REFUSED",
        "'\"tool_use\"', PROVIDER_REJECTED",
        "'\"pause_turn\"', PROVIDER_REJECTED",
        "null, PROVIDER_REJECTED",
    })
    void acceptsNothingWithoutAGoodStopReason(String reason, FailureCode code) {
        assertThatThrownBy(() -> reply(message(reason))).isInstanceOfSatisfying(Terminal.class, terminal -> {
            assertThat(terminal.code()).isEqualTo(code);
            assertThat(terminal.usage()).isEqualTo(new Usage(7, 2));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"content\": []}", "{\"content\": 7, \"stop_reason\": \"end_turn\"}"})
    void findsNoAnswerInGarbage(String body) {
        assertThatThrownBy(() -> reply(body)).isInstanceOf(CallFailed.class);
    }

    private static final String START = "{\"type\": \"message_start\", \"message\": {\"model\": \"claude-1\","
            + " \"usage\": {\"input_tokens\": 3, \"output_tokens\": 1}}}";

    private static String delta(String text) {
        return "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \""
                + text + "\"}}";
    }

    @Test
    void readsAStream() throws CallFailed {
        var heard = new ArrayList<String>();

        var replied = stream(
                heard,
                START,
                "{\"type\": \"content_block_start\", \"content_block\": {\"type\": \"text\", \"text\": \"\"}}",
                "{\"type\": \"ping\"}",
                delta("Tw"),
                delta("o."),
                "{\"type\": \"content_block_stop\", \"index\": 0}",
                "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"}, \"usage\": {\"output_tokens\": 9}}",
                "{\"type\": \"message_stop\"}");

        assertThat(replied).isEqualTo(new Answer.Completed("Two.", "anthropic", "claude-1", new Usage(3, 9)));
        assertThat(heard).containsExactly("Tw", "o.");
    }

    @Test
    void treatsAStreamThatBreaksOffAsAPassingFault() {
        assertThatThrownBy(() -> stream(new ArrayList<>(), START, delta("Tw"))).isInstanceOf(RetrySoon.class);
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, RetrySoon",
        "api_error, RetrySoon",
        "rate_limit_error, RetryLater",
        "invalid_request_error, Terminal"
    })
    void sortsAnErrorInsideAStream(String type, String kind) {
        assertThatThrownBy(() -> stream(
                        new ArrayList<>(),
                        START,
                        delta("Tw"),
                        "{\"type\": \"error\", \"error\": {\"type\": \"" + type + "\", \"message\": \"secret\"}}"))
                .satisfies(failure ->
                        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind))
                .hasMessageNotContaining("secret");
    }

    private CallFailed error(int status, String type, String message) {
        return format.error(
                status,
                LenientJson.object(("{\"type\": \"error\", \"error\": {\"type\": \"" + type + "\", \"message\": \""
                                + message + "\"}}")
                        .getBytes(UTF_8)),
                Duration.ofSeconds(11));
    }

    @Test
    void waitsAsLongAsARateLimitAsks() {
        assertThat(error(429, "rate_limit_error", "x"))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(11)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504, 529})
    void triesAgainAfterAFault(int status) {
        assertThat(error(status, "api_error", "x")).isInstanceOf(RetrySoon.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Your credit balance is too low, PROVIDER_REJECTED",
        "400, prompt is too long: 250000 tokens, TOO_LONG",
        "401, x, PROVIDER_REJECTED",
        "402, x, PROVIDER_REJECTED",
        "403, x, PROVIDER_REJECTED",
        "404, x, PROVIDER_REJECTED",
        "413, x, TOO_LONG",
    })
    void givesUpIfRepeatingTheCallWouldNotHelp(int status, String message, FailureCode code) {
        assertThat(error(status, "some_error", message))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(code));
    }
}
