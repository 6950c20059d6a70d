package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.Settings;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.tutor.Prompt;

/** Learns from refusals, as servers in use word them, what to leave out. */
@Timeout(60)
class RefusalTest {

    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Fine.\"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Mistral   | 422 | {"message":{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted","input":8192}]}} | max_completion_tokens
        a gateway | 400 | {"error":{"message":"Unrecognized request argument supplied: max_completion_tokens"}} | max_completion_tokens
        OpenAI    | 400 | {"error":{"message":"Your organization must be verified to stream this model.","param":"stream","code":"unsupported_value"}} | stream
        LM Studio | 400 | {"error":"Streaming is not supported for this model"} | stream
        old Azure | 400 | {"error":{"message":"Unrecognized request argument supplied: stream_options"}} | stream_options
        FastAPI   | 422 | {"detail":[{"loc":["body","stream_options"],"msg":"extra fields not permitted"}]} | stream_options
        vLLM      | 400 | {"object":"error","message":"System role not supported","code":400} | "system"
        a template| 500 | {"error":{"message":"Conversation roles must alternate user/assistant/user"}} | "system"
        """)
    void leavesOutWhatAServerRefuses(String server, int status, String error, String part) {
        Function<ReceivedRequest, Reply> refuses =
                request -> text(request).contains(part.contains("\"") ? part : "\"" + part + "\"")
                        ? json(status, error)
                        : json(200, ANSWER);
        try (var harness = openAi()) {
            CallResult first = harness.ask(SamplePrompts.text(), refuses);
            assertThat(first.outcome()).isEqualTo("Fine.");
            assertThat(first.requests()).hasSize(2);

            assertThat(harness.ask(SamplePrompts.text(), refuses).requests())
                    .as("it is remembered")
                    .hasSize(1);
        }
    }

    /** For the administrator. What the student wrote, and what looks like a key, stays out of the log. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"error":{"message":"The model `gpt-9` does not exist.","code":"model_not_found"}} | The model `gpt-9` does not exist.
        {"error":{"code":"x","message":"Incorrect API key provided: sk-proj-AbCdEfGhIjKlMnOpQrStUv."}} | Incorrect API key provided: ….
        {"detail":"Model \\"llama\\" is not loaded"} | Model "llama" is not loaded
        {"error":"invalid text 'where is home' in message"} | invalid text '…' in message
        {"error":"unknown word 'Zanzibar'"} | unknown word '…'
        {"error":"cannot answer: what is the capital of Zanzibar"} | null
        {"error":{"type":"invalid_request_error"}} | null
        """)
    void quotesTheProviderWithoutTheStudent(String reply, String sentence) {
        Prompt prompt = SamplePrompts.asking("Please tell me: what is the capital of Zanzibar?");
        assertThat(new Refusal(400, LenientJson.object(reply.getBytes(UTF_8)))
                        .sentence(prompt)
                        .orElse("null"))
                .isEqualTo(sentence);
    }

    /** Shorter than an accidental overlap, and not in quotes. */
    @Test
    void quotesNoShortMessageOfTheStudent() {
        var refusal = new Refusal(400, LenientJson.object("{\"error\":\"cannot process: I am sad\"}".getBytes(UTF_8)));
        assertThat(refusal.sentence(SamplePrompts.asking("I am sad"))).isEmpty();
    }

    @Test
    void quotesAtMostOneLine() {
        String reply = "{\"error\":\"a b\\u0007c\\u202e" + "d".repeat(3) + " e".repeat(400) + "\\nsecond line\"}";
        assertThat(new Refusal(400, LenientJson.object(reply.getBytes(UTF_8)))
                        .sentence(SamplePrompts.text())
                        .orElseThrow())
                .startsWith("a b c ddd e e")
                .hasSizeLessThanOrEqualTo(300);
    }

    /** Asking again gives the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\"}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"STOP\"}]}",
                "{\"status\":\"ok\"}"
            })
    void doesNotAskAnotherApiAgain(String body) {
        try (var harness = openAi()) {
            for (Reply reply : List.of(json(200, body), CompatibleServer.events(body))) {
                CallResult result = harness.ask(SamplePrompts.text(), reply);
                assertThat(result.requests()).hasSize(1);
                assertThat(result.outcome()).startsWith("provider_rejected");
            }
        }
    }

    /** One after the other, in one call. */
    @Test
    void leavesOutEverythingThatAServerRefuses() {
        List<String> parts = List.of(
                "stream_options", "max_completion_tokens", "max_tokens", "system role", "stream", "response_format");
        Function<ReceivedRequest, Reply> refuses = request -> parts.stream()
                .filter(part -> text(request).contains(part.equals("system role") ? "\"system\"" : "\"" + part + "\""))
                .findFirst()
                .map(part -> json(400, "{\"error\":{\"message\":\"unknown: " + part + "\"}}"))
                .orElseGet(() -> json(200, ANSWER));
        try (var harness = openAi()) {
            assertThat(harness.ask(SamplePrompts.text(), refuses).outcome()).isEqualTo("Fine.");
            assertThat(harness.ask(SamplePrompts.question(), refuses).outcome()).isEqualTo("Fine.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        This model's maximum context length is 8192 tokens. However, you requested 8961 tokens (769 in the messages, 8192 in the completion). | 4096
        'max_completion_tokens' is too large: 8192. This model's maximum context length is 4096 tokens and your request has 3000 input tokens. | 1096
        max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you provided 8192. | 4096
        max_tokens: 8192 > 2048, which is the maximum allowed number of output tokens | 2048
        `max_completion_tokens` must be less than or equal to `1024`, the maximum value for this model | 1024
        """)
    void asksForNoMoreTokensThanAServerGives(String sentence, int most) {
        Dialect next = dialect(sentence).orElseThrow();
        assertThat(next.tokens()).isEqualTo(most);
        assertThat(next.refused()).isEmpty();
    }

    /** The prompt itself is too long, or the error is about something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        This model's maximum context length is 4096 tokens. However, your messages resulted in 9000 tokens.
        This model's maximum context length is 4096 tokens and your request has 4000 input tokens.
        The temperature is too high
        Invalid API key
        The upstream server failed
        """)
    void learnsNothingFromOtherErrors(String sentence) {
        assertThat(dialect(sentence)).isEmpty();
    }

    /** A student may write about streams and images. */
    @Test
    void readsNothingThatRepeatsTheRequest() {
        String error = "{\"detail\":[{\"msg\":\"Value error\",\"input\":\"the stream flows, image not supported\"}]}";
        var refusal = new Refusal(422, LenientJson.object(error.getBytes(UTF_8)));

        assertThat(refusal.dialect(new OpenAiFormat().features(), Dialect.WHOLE))
                .isEmpty();
        assertThat(refusal.isAboutImages()).isFalse();
    }

    @Test
    void leavesOutTheOutputConfigThatAGatewayRefuses() {
        try (var harness = new CallHarness(new AnthropicCall(), server -> endpoint(server), CallHarness.GENEROUS)) {
            CallResult result = harness.ask(
                    SamplePrompts.question(),
                    request -> text(request).contains("output_config")
                            ? json(
                                    400,
                                    "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                                            + "\"output_config.format: Extra inputs are not permitted\"}}")
                            : json(
                                    200,
                                    "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"{}\"}],"
                                            + "\"stop_reason\":\"end_turn\"}"));
            assertThat(result.outcome()).isEqualTo("{}");
            assertThat(result.requests()).hasSize(2);
        }
    }

    @Test
    void asksAGemmaModelWithoutWhatItDoesNotKnow() {
        Map<String, String> refusals = Map.of(
                "systemInstruction", "Developer instruction is not enabled for models/gemma-3-27b-it",
                "responseMimeType", "JSON mode is not enabled for models/gemma-3-27b-it");
        try (var harness = new CallHarness(new GeminiCall(), server -> endpoint(server), CallHarness.GENEROUS)) {
            CallResult result = harness.ask(
                    SamplePrompts.question(),
                    request -> refusals.keySet().stream()
                            .filter(text(request)::contains)
                            .findFirst()
                            .map(part ->
                                    json(400, "{\"error\":{\"code\":400,\"message\":\"" + refusals.get(part) + "\"}}"))
                            .orElseGet(
                                    () -> json(
                                            200,
                                            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"{}\"}]},\"finishReason\":\"STOP\"}]}")));
            assertThat(result.outcome()).isEqualTo("{}");
            assertThat(result.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        500 | {"error":{"code":500,"message":"image input is not supported by this server","type":"server_error"}}
        400 | {"error":{"message":"messages[1]: unknown variant `image_url`, expected `text`"}}
        404 | {"error":{"message":"No endpoints found that support image input","code":404}}
        400 | {"error":{"message":"This model does not support images"}}
        400 | {"error":"this model is missing data required for image input: vision is not available"}
        """)
    void saysThatAModelCannotSeeAfterOneCall(int status, String error) {
        try (var harness = openAi()) {
            CallResult seeing = harness.ask(SamplePrompts.image(), json(status, error));
            assertThat(seeing.outcome()).isEqualTo("images_unsupported");
            assertThat(seeing.requests()).hasSize(1);
        }
    }

    @Test
    void asksAgainWhenTheModelWroteBadJson() {
        try (var harness = openAi()) {
            assertThat(harness.ask(
                                    SamplePrompts.question(),
                                    json(
                                            400,
                                            "{\"error\":{\"message\":\"Failed to validate JSON\",\"code\":\"json_validate_failed\"}}"))
                            .outcome())
                    .isEqualTo("soon");
        }
    }

    private static Optional<Dialect> dialect(String sentence) {
        byte[] error = Json.write(Json.object("error", Json.object("message", sentence)))
                .getBytes(UTF_8);
        return new Refusal(400, LenientJson.object(error)).dialect(new OpenAiFormat().features(), Dialect.WHOLE);
    }

    private static CallHarness openAi() {
        return new CallHarness(new OpenAiCall(), server -> plain(server, "/", "a-key"), CallHarness.GENEROUS);
    }

    private static Settings.Endpoint endpoint(URI server) {
        return new Settings.Endpoint(server, Optional.of("a-key"), "a-model", Optional.empty());
    }

    private static String text(ReceivedRequest request) {
        return request.text();
    }
}
