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

class GeminiFormatTest {

    private final GeminiFormat format = new GeminiFormat();

    private JsonObject request(JsonObject schema, Message... messages) {
        var prompt = new Prompt("Be kind.", List.of(messages), schema, null, Instant.MAX, false);
        return LenientJson.object(format.request(prompt, "gemini", Dialect.WHOLE));
    }

    private Answer.Completed reply(String body) throws CallFailed {
        var accumulator = new ReplyAccumulator(piece -> {}, () -> {}, false);
        format.read(LenientJson.object(body.getBytes(UTF_8)), accumulator);
        return accumulator.answer("gemini", "asked");
    }

    private Answer.Completed stream(List<String> heard, String... events) throws CallFailed {
        var accumulator = new ReplyAccumulator(heard::add, () -> {}, false);
        for (String event : events) {
            format.readEvent(LenientJson.object(event.getBytes(UTF_8)), accumulator);
        }
        return accumulator.answer("gemini", "asked");
    }

    private static String chunk(String text, String finishReason) {
        return "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"hm\", \"thought\": true},"
                + "{\"text\": \"" + text + "\"}]}"
                + (finishReason == null ? "" : ", \"finishReason\": \"" + finishReason + "\"")
                + "}], \"modelVersion\": \"gemini-1\", \"usageMetadata\": {\"promptTokenCount\": 3,"
                + " \"candidatesTokenCount\": 2, \"thoughtsTokenCount\": 5}}";
    }

    @Test
    void writesOnlyTheNecessaryMembers() {
        assertThat(request(
                        null,
                        new Message(Role.USER, "1+1?", List.of()),
                        new Message(Role.ASSISTANT, "2", List.of()),
                        new Message(Role.USER, "Why?", List.of())))
                .hasToString("{\"systemInstruction\":{\"parts\":[{\"text\":\"Be kind.\"}]},\"contents\":["
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"1+1?\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"2\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Why?\"}]}],"
                        + "\"generationConfig\":{\"maxOutputTokens\":8192}}");
    }

    @Test
    void sendsImagesInlineAndAsksForJsonByItsSchema() {
        JsonObject schema = Json.createObjectBuilder().add("type", "object").build();
        var image = new Attachment("an-id", "image/png", new byte[] {1, 2, 3});

        JsonObject request = request(schema, new Message(Role.USER, "Look", List.of(image)));

        assertThat(request.getJsonArray("contents").getJsonObject(0).get("parts"))
                .hasToString("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}},{\"text\":\"Look\"}]");
        assertThat(request.get("generationConfig"))
                .hasToString("{\"maxOutputTokens\":8192,\"responseMimeType\":\"application/json\","
                        + "\"responseJsonSchema\":{\"type\":\"object\"}}");
    }

    @Test
    void acceptsAFinishedAnswerWithoutItsThoughts() throws CallFailed {
        assertThat(reply(chunk("Two.", "STOP")))
                .isEqualTo(new Answer.Completed("Two.", "gemini", "gemini-1", new Usage(3, 7)));
    }

    @Test
    void readsAStream() throws CallFailed {
        var heard = new ArrayList<String>();

        assertThat(stream(heard, chunk("Tw", null), chunk("o.", "STOP")))
                .isEqualTo(new Answer.Completed("Two.", "gemini", "gemini-1", new Usage(3, 7)));
        assertThat(heard).containsExactly("Tw", "o.");
    }

    @Test
    void treatsAStreamThatBreaksOffAsAPassingFault() {
        assertThatThrownBy(() -> stream(new ArrayList<>(), chunk("Tw", null))).isInstanceOf(RetrySoon.class);
    }

    @Test
    void sortsAnErrorInsideAStream() {
        assertThatThrownBy(() -> stream(
                        new ArrayList<>(),
                        chunk("Tw", null),
                        "{\"error\": {\"code\": 503, \"status\": \"UNAVAILABLE\", \"message\": \"secret\"}}"))
                .isInstanceOf(RetrySoon.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_TOKENS, TOO_LONG",
        "SAFETY, FILTERED",
        "RECITATION, FILTERED",
        "PROHIBITED_CONTENT, FILTERED",
        "MALFORMED_FUNCTION_CALL, PROVIDER_REJECTED",
        "SOMETHING_NEW, PROVIDER_REJECTED",
    })
    void acceptsNothingWithoutAGoodFinishReason(String reason, FailureCode code) {
        assertThatThrownBy(() -> reply(chunk("Half an ans", reason)))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(code));
    }

    @Test
    void keepsTextOfTheProviderOutOfTheLog() {
        assertThatThrownBy(() -> reply("{\"promptFeedback\": {\"blockReason\": \"you wrote\\nthis\"}}"))
                .isInstanceOf(CallFailed.Terminal.class)
                .hasMessageNotContaining("wrote");
    }

    @Test
    void recognizesABlockedPrompt() {
        assertThatThrownBy(() -> reply("{\"promptFeedback\": {\"blockReason\": \"SAFETY\"}}"))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(FailureCode.FILTERED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"candidates\": []}", "{\"candidates\": [7]}"})
    void triesAgainAfterAnUnusableReply(String body) {
        assertThatThrownBy(() -> reply(body)).isInstanceOf(RetrySoon.class);
    }

    private CallFailed error(int status, String more) {
        return format.error(
                status,
                LenientJson.object(("{\"error\": {\"code\": " + status + ", \"status\": \"SOME_STATUS\"" + more + "}}")
                        .getBytes(UTF_8)),
                null);
    }

    @Test
    void waitsAsLongAsARateLimitAsks() {
        CallFailed failure = error(
                429,
                ", \"details\": [{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\":"
                        + " [{\"quotaId\": \"GenerateRequestsPerMinutePerProjectPerModel\"}]},"
                        + " {\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \"17.5s\"}]");

        assertThat(failure)
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofMillis(17_500)));
    }

    @Test
    void doesNotWaitForADailyQuota() {
        assertThat(error(
                        429,
                        ", \"details\": [{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\":"
                                + " [{\"quotaId\": \"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}]"))
                .isInstanceOf(Terminal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void triesAgainAfterAFault(int status) {
        assertThat(error(status, "")).isInstanceOf(RetrySoon.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, API key not valid, PROVIDER_REJECTED",
        "400, The input token count exceeds the maximum number of tokens allowed, TOO_LONG",
        "403, x, PROVIDER_REJECTED",
        "404, x, PROVIDER_REJECTED",
        "413, x, TOO_LONG",
    })
    void givesUpIfRepeatingTheCallWouldNotHelp(int status, String message, FailureCode code) {
        assertThat(error(status, ", \"message\": \"" + message + "\""))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(code));
    }
}
