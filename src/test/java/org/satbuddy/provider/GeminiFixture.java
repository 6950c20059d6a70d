package org.satbuddy.provider;

import static org.satbuddy.standin.types.Json.write;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;

/**
 * Gemini's {@code generateContent}. It has no finish reason for a refusal. The nearest is a blocked prompt.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
final class GeminiFixture extends VendorFixture {

    private static final String MODELS = "/v1beta/models/" + ASKED_MODEL;
    private static final String USAGE =
            "{\"promptTokenCount\": 3, \"candidatesTokenCount\": 2, \"totalTokenCount\": 5}";

    /** Cached tokens are part of the prompt. Thoughts are counted separately from the answer. */
    private static final String DETAILED_USAGE = """
            {"promptTokenCount": 12, "cachedContentTokenCount": 8, "candidatesTokenCount": 2, "thoughtsTokenCount": 7,
             "totalTokenCount": 21, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 12}]}
            """;

    private static final String BLOCKED =
            "{\"promptFeedback\": {\"blockReason\": \"PROHIBITED_CONTENT\"}, \"modelVersion\": \"" + SERVED_MODEL
                    + "\"}";

    GeminiFixture() {
        super(RequestTypes.GEMINI);
    }

    @Override
    RemoteCall<?> call() {
        return new GeminiCall();
    }

    @Override
    URI baseUrl(URI server) {
        return server;
    }

    @Override
    String resource(boolean stream) {
        return MODELS + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    @Override
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("x-goog-api-key", KEY));
        headers.put("authorization", null);
        return headers;
    }

    @Override
    Boolean asksForAStream(Map<?, ?> body) {
        return null;
    }

    @Override
    List<String> conversation(Map<?, ?> body) {
        List<String> turns = new ArrayList<>();
        turns.add(turn("system", (Map<?, ?>) body.get("systemInstruction")));
        for (Object content : (List<?>) body.get("contents")) {
            turns.add(turn((String) ((Map<?, ?>) content).get("role"), (Map<?, ?>) content));
        }
        return turns;
    }

    private static String turn(String role, Map<?, ?> content) {
        List<String> images = new ArrayList<>();
        String text = "";
        for (Object part : (List<?>) content.get("parts")) {
            if (((Map<?, ?>) part).get("inlineData") instanceof Map<?, ?> data) {
                images.add(image((String) data.get("mimeType"), (String) data.get("data")));
            } else {
                text = (String) ((Map<?, ?>) part).get("text");
            }
        }
        return turn(role, images, text);
    }

    @Override
    Object schema(Map<?, ?> body) {
        return ((Map<?, ?>) body.get("generationConfig")).get("responseJsonSchema");
    }

    private static String content(String parts, String finishReason, String usage) {
        Stream<String> members = Stream.of(
                "\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [" + parts + "]}, \"index\": 0"
                        + (finishReason == null ? "" : ", \"finishReason\": \"" + finishReason + "\"") + "}]",
                usage.isEmpty() ? "" : "\"usageMetadata\": " + usage,
                "\"modelVersion\": \"" + SERVED_MODEL + "\", \"responseId\": \"1\"");
        return "{"
                + String.join(", ", members.filter(member -> !member.isEmpty()).toList()) + "}";
    }

    private static String part(String text) {
        return "{\"text\": " + write(text) + "}";
    }

    @Override
    String whole(String text, FinishReason end) {
        return end == FinishReason.REFUSAL ? BLOCKED : content(part(text), reason(end), USAGE);
    }

    @Override
    String wholeWithDetailedUsage(String text) {
        return content("{\"text\": \"Hm.\", \"thought\": true}, " + part(text), "STOP", DETAILED_USAGE);
    }

    @Override
    String wholeWithoutUsage(String text) {
        return content(part(text), "STOP", "");
    }

    private static String reason(FinishReason end) {
        return switch (end) {
            case STOP, REFUSAL -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case UNKNOWN -> "SOMETHING_NEW";
        };
    }

    /** Lines end with CR LF, as Google sends them. */
    private static String event(String data) {
        return "data: " + data.replace("\n", "") + "\r\n\r\n";
    }

    @Override
    List<String> opening(String... pieces) {
        return Arrays.stream(pieces)
                .map(piece -> event(content(part(piece), null, "{\"promptTokenCount\": 3, \"totalTokenCount\": 3}")))
                .toList();
    }

    @Override
    List<String> closing(FinishReason end) {
        return List.of(event(end == FinishReason.REFUSAL ? BLOCKED : content(part(""), reason(end), USAGE)));
    }

    @Override
    List<String> closingWithDetailedUsage() {
        return List.of(event(content(part(""), "STOP", DETAILED_USAGE)));
    }

    @Override
    List<String> closingOfAFilter() {
        return List.of(event("{\"candidates\": [{\"finishReason\": \"SAFETY\", \"index\": 0}], \"usageMetadata\": "
                + USAGE + ", \"modelVersion\": \"" + SERVED_MODEL + "\"}"));
    }

    @Override
    Reply filtered() {
        return Reply.json(200, Json.parse(content("", "SAFETY", USAGE)));
    }

    /** Bare JSON in several lines, and no event. */
    @Override
    String errorEvent(VendorError error) {
        return error(error);
    }

    /** The error of a streaming call comes in an array. */
    @Override
    Reply fails(VendorError error, String... headers) {
        int status = switch (error) {
            case RATE_LIMIT, QUOTA -> 429;
            case SPEND_LIMIT -> 402;
            case BAD_KEY, NO_CREDIT, TOO_LONG -> 400;
            case NO_MODEL -> 404;
            case PROMPT_FILTERED -> 200;
            case SERVER_ERROR -> 500;
            case UNAVAILABLE -> 503;
            case OVERLOADED -> 529;
        };
        String body = error == VendorError.PROMPT_FILTERED ? BLOCKED : "[" + error(error) + "]";
        return Reply.json(status, Json.parse(body), headers);
    }

    private static String error(VendorError error) {
        return switch (error) {
            case RATE_LIMIT -> error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", quota("PerMinute"));
            case QUOTA -> error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", quota("PerDay"));
            case SPEND_LIMIT -> error(402, "FAILED_PRECONDITION", "Payment required", "");
            case NO_CREDIT -> error(400, "FAILED_PRECONDITION", "Please enable billing", "");
            case BAD_KEY -> error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "");
            case NO_MODEL -> error(404, "NOT_FOUND", "models/asked-model is not found", "");
            case TOO_LONG ->
                error(
                        400,
                        "INVALID_ARGUMENT",
                        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                        "");
            case PROMPT_FILTERED -> throw new IllegalArgumentException("Gemini reports this in a reply.");
            case SERVER_ERROR -> error(500, "INTERNAL", "An internal error has occurred", "");
            case UNAVAILABLE, OVERLOADED -> error(503, "UNAVAILABLE", "The model is overloaded", "");
        };
    }

    private static String quota(String period) {
        String violation =
                "{\"quotaMetric\": \"m\", \"quotaId\": \"GenerateRequests" + period + "PerProjectPerModel-FreeTier\"}";
        return "{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\": [" + violation + "]}";
    }

    private static String error(int code, String status, String message, String detail) {
        return """
                {
                  "error": {
                    "code": %d,
                    "message": "%s",
                    "status": "%s",
                    "details": [%s]
                  }
                }
                """.formatted(code, message, status, detail);
    }

    @Override
    Reply limitedForSevenSeconds() {
        String wait = "{\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \"7s\"}";
        String body = error(429, "RESOURCE_EXHAUSTED", "Please retry in 7s.", quota("PerMinute") + ", " + wait);
        return Reply.json(429, Json.parse(body));
    }

    @Override
    String limitHeader() {
        return "server-timing: gfet4t7; dur=30";
    }
}
