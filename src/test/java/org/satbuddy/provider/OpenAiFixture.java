package org.satbuddy.provider;

import static org.satbuddy.standin.types.Json.write;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;

/**
 * OpenAI's chat completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">Chat completions</a>
 */
final class OpenAiFixture extends VendorFixture {

    private static final String USAGE = "{\"prompt_tokens\": 3, \"completion_tokens\": 2, \"total_tokens\": 5}";

    /** Cached tokens and thoughts are part of the counts. */
    private static final String DETAILED_USAGE = """
            {"prompt_tokens": 12, "completion_tokens": 9, "total_tokens": 21,
             "prompt_tokens_details": {"cached_tokens": 8, "audio_tokens": 0},
             "completion_tokens_details": {"reasoning_tokens": 7, "audio_tokens": 0}}
            """;

    OpenAiFixture() {
        super(RequestTypes.OPENAI);
    }

    @Override
    RemoteCall<?> call() {
        return new OpenAiCall();
    }

    @Override
    URI baseUrl(URI server) {
        return server.resolve("/v1");
    }

    @Override
    String resource(boolean stream) {
        return "/v1/chat/completions";
    }

    @Override
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("authorization", "Bearer " + KEY));
        headers.put("api-key", null);
        return headers;
    }

    @Override
    Boolean asksForAStream(Map<?, ?> body) {
        return Boolean.TRUE.equals(body.get("stream"));
    }

    @Override
    List<String> conversation(Map<?, ?> body) {
        List<String> turns = new ArrayList<>();
        for (Object message : (List<?>) body.get("messages")) {
            Map<?, ?> turn = (Map<?, ?>) message;
            String role = turn.get("role").equals("assistant") ? "model" : (String) turn.get("role");
            List<String> images = new ArrayList<>();
            String text = "";
            for (Object part : turn.get("content") instanceof List<?> parts ? parts : List.of(turn.get("content"))) {
                if (part instanceof Map<?, ?> map && map.get("image_url") instanceof Map<?, ?> image) {
                    String[] data = image.get("url").toString().split("[:;,]");
                    images.add(image(data[1], data[3]));
                } else {
                    text = part instanceof Map<?, ?> map ? (String) map.get("text") : (String) part;
                }
            }
            turns.add(turn(role, images, text));
        }
        return turns;
    }

    @Override
    Object schema(Map<?, ?> body) {
        return body.get("response_format") instanceof Map<?, ?> format
                ? ((Map<?, ?>) format.get("json_schema")).get("schema")
                : null;
    }

    private static String completion(String message, String finishReason, String usage) {
        return """
                {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "%s",
                 "service_tier": "default", "system_fingerprint": null,
                 "choices": [{"index": 0, "message": %s, "logprobs": null, "finish_reason": "%s"}]%s}
                """.formatted(SERVED_MODEL, message, finishReason, usage.isEmpty() ? "" : ", \"usage\": " + usage);
    }

    private static String message(String text) {
        return "{\"role\": \"assistant\", \"content\": " + write(text) + ", \"refusal\": null, \"annotations\": []}";
    }

    @Override
    String whole(String text, FinishReason end) {
        return end == FinishReason.REFUSAL
                ? completion("{\"role\": \"assistant\", \"content\": null, \"refusal\": \"I cannot.\"}", "stop", USAGE)
                : completion(message(text), reason(end), USAGE);
    }

    @Override
    String wholeWithDetailedUsage(String text) {
        return completion(message(text), "stop", DETAILED_USAGE);
    }

    @Override
    String wholeWithoutUsage(String text) {
        return completion(message(text), "stop", "");
    }

    private static String reason(FinishReason end) {
        return switch (end) {
            case STOP, REFUSAL -> "stop";
            case LENGTH -> "length";
            case UNKNOWN -> "something_new";
        };
    }

    private static String chunk(String delta, String finishReason) {
        return event("""
                {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "%s", "usage": null,
                 "obfuscation": "x", "choices": [{"index": 0, "delta": %s, "logprobs": null, "finish_reason": %s}]}
                """.formatted(SERVED_MODEL, delta, write(finishReason)));
    }

    private static String event(String data) {
        return "data: " + data.replace("\n", "") + "\n\n";
    }

    @Override
    List<String> opening(String... pieces) {
        List<String> events = new ArrayList<>(
                List.of(chunk("{\"role\": \"assistant\", \"content\": \"\", \"refusal\": null}", null)));
        Arrays.stream(pieces).forEach(piece -> events.add(chunk("{\"content\": " + write(piece) + "}", null)));
        return events;
    }

    @Override
    List<String> closing(FinishReason end) {
        List<String> events = new ArrayList<>();
        if (end == FinishReason.REFUSAL) {
            events.add(chunk("{\"refusal\": \"I cannot.\"}", null));
        }
        events.addAll(closing(reason(end), USAGE));
        return events;
    }

    @Override
    List<String> closingWithDetailedUsage() {
        return closing("stop", DETAILED_USAGE);
    }

    private static List<String> closing(String finishReason, String usage) {
        String last = "{\"id\": \"chatcmpl-1\", \"object\": \"chat.completion.chunk\", \"created\": 1, \"model\": \""
                + SERVED_MODEL + "\", \"choices\": [], \"usage\": " + usage + "}";
        return List.of(chunk("{}", finishReason), event(last), event("[DONE]"));
    }

    @Override
    List<String> closingOfAFilter() {
        return closing("content_filter", USAGE);
    }

    @Override
    Reply filtered() {
        return Reply.json(200, Json.parse(completion(message(""), "content_filter", USAGE)));
    }

    @Override
    String errorEvent(VendorError error) {
        return event(error(error));
    }

    @Override
    Reply fails(VendorError error, String... headers) {
        int status = switch (error) {
            case RATE_LIMIT, QUOTA, SPEND_LIMIT, NO_CREDIT -> 429;
            case BAD_KEY -> 401;
            case NO_MODEL -> 404;
            case TOO_LONG, PROMPT_FILTERED -> 400;
            case SERVER_ERROR -> 500;
            case UNAVAILABLE -> 503;
            case OVERLOADED -> 529;
        };
        return Reply.json(status, Json.parse(error(error)), headers);
    }

    private static String error(VendorError error) {
        return switch (error) {
            case RATE_LIMIT -> error("Rate limit reached for requests", "requests", "rate_limit_exceeded");
            case QUOTA -> error("You exceeded your current quota", "insufficient_quota", "insufficient_quota");
            case SPEND_LIMIT -> error("The project reached its limit", null, "project_spend_limit_exceeded");
            case NO_CREDIT -> error("No prepaid credits remaining", null, "credit_balance_exhausted");
            case BAD_KEY -> error("Incorrect API key provided", "invalid_request_error", "invalid_api_key");
            case NO_MODEL -> error("The model does not exist", "invalid_request_error", "model_not_found");
            case TOO_LONG ->
                error("maximum context length is 128000 tokens", "invalid_request_error", "context_length_exceeded");
            case PROMPT_FILTERED ->
                error(
                        "Invalid prompt: your prompt was flagged as potentially violating our usage policy.",
                        "invalid_request_error",
                        "invalid_prompt");
            case SERVER_ERROR -> error("The server had an error", "server_error", null);
            case UNAVAILABLE, OVERLOADED ->
                error("The server is overloaded", "service_unavailable_error", "server_is_overloaded");
        };
    }

    private static String error(String message, String type, String code) {
        return write(Json.object("error", Json.object("message", message, "type", type, "param", null, "code", code)));
    }

    @Override
    Reply limitedForSevenSeconds() {
        return fails(VendorError.RATE_LIMIT, limitHeader(), "retry-after-ms: 7000", "retry-after: 8");
    }

    @Override
    String limitHeader() {
        return "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 7s";
    }
}
