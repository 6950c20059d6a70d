package org.satbuddy.provider;

import static org.satbuddy.standin.types.Json.write;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;

/**
 * Anthropic's Messages API.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
final class AnthropicFixture extends VendorFixture {

    private static final String BLOCKED = "Output blocked by content filtering policy";

    /** Tokens read from a cache or written to it are counted separately. Thoughts are part of the output. */
    private static final String DETAILED_USAGE = """
            {"input_tokens": 3, "cache_creation_input_tokens": 4, "cache_read_input_tokens": 5, "output_tokens": 9,
             "output_tokens_details": {"thinking_tokens": 7}, "service_tier": "standard"}
            """;

    AnthropicFixture() {
        super(RequestTypes.ANTHROPIC);
    }

    @Override
    RemoteCall<?> call() {
        return new AnthropicCall();
    }

    @Override
    URI baseUrl(URI server) {
        return server;
    }

    @Override
    String resource(boolean stream) {
        return "/v1/messages";
    }

    @Override
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("x-api-key", KEY, "anthropic-version", "2023-06-01"));
        headers.put("authorization", null);
        return headers;
    }

    @Override
    Boolean asksForAStream(Map<?, ?> body) {
        return Boolean.TRUE.equals(body.get("stream"));
    }

    @Override
    List<String> conversation(Map<?, ?> body) {
        List<String> turns = new ArrayList<>(List.of(turn("system", List.of(), (String) body.get("system"))));
        for (Object message : (List<?>) body.get("messages")) {
            Map<?, ?> turn = (Map<?, ?>) message;
            List<String> images = new ArrayList<>();
            String text = "";
            for (Object block : turn.get("content") instanceof List<?> blocks ? blocks : List.of(turn.get("content"))) {
                if (block instanceof Map<?, ?> map && map.get("source") instanceof Map<?, ?> source) {
                    images.add(image((String) source.get("media_type"), (String) source.get("data")));
                } else {
                    text = block instanceof Map<?, ?> map ? (String) map.get("text") : (String) block;
                }
            }
            turns.add(turn(turn.get("role").equals("user") ? "user" : "model", images, text));
        }
        return turns;
    }

    @Override
    Object schema(Map<?, ?> body) {
        return body.get("output_config") instanceof Map<?, ?> config
                ? ((Map<?, ?>) config.get("format")).get("schema")
                : null;
    }

    private static String message(String content, String stopReason, String usage) {
        return """
                {"id": "msg_1", "type": "message", "role": "assistant", "model": "%s", "content": [%s],
                 "stop_reason": %s, "stop_sequence": null%s}
                """.formatted(SERVED_MODEL, content, write(stopReason), usage.isEmpty() ? "" : ", \"usage\": " + usage);
    }

    private static String block(String text) {
        return "{\"type\": \"text\", \"text\": " + write(text) + "}";
    }

    @Override
    String whole(String text, FinishReason end) {
        return message(
                end == FinishReason.REFUSAL ? "" : block(text),
                reason(end),
                "{\"input_tokens\": 3, \"output_tokens\": 2}");
    }

    @Override
    String wholeWithDetailedUsage(String text) {
        return message(
                "{\"type\": \"thinking\", \"thinking\": \"Hm.\", \"signature\": \"s\"}, " + block(text),
                "end_turn",
                DETAILED_USAGE);
    }

    @Override
    String wholeWithoutUsage(String text) {
        return message(block(text), "end_turn", "");
    }

    private static String reason(FinishReason end) {
        return switch (end) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case REFUSAL -> "refusal";
            case UNKNOWN -> "something_new";
        };
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data.replace("\n", "") + "\n\n";
    }

    @Override
    List<String> opening(String... pieces) {
        List<String> events = new ArrayList<>(List.of(
                event(
                        "message_start",
                        "{\"type\": \"message_start\", \"message\": "
                                + message("", null, "{\"input_tokens\": 3, \"output_tokens\": 1}") + "}"),
                event(
                        "content_block_start",
                        "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": " + block("") + "}"),
                event("ping", "{\"type\": \"ping\"}")));
        for (String piece : pieces) {
            String delta = "{\"type\": \"text_delta\", \"text\": " + write(piece) + "}";
            events.add(event(
                    "content_block_delta",
                    "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": " + delta + "}"));
        }
        return events;
    }

    @Override
    List<String> closing(FinishReason end) {
        return closing(reason(end), "{\"output_tokens\": 2}");
    }

    @Override
    List<String> closingWithDetailedUsage() {
        return closing("end_turn", DETAILED_USAGE);
    }

    private static List<String> closing(String stopReason, String usage) {
        return List.of(
                event("content_block_stop", "{\"type\": \"content_block_stop\", \"index\": 0}"),
                event(
                        "message_delta",
                        "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"" + stopReason
                                + "\", \"stop_sequence\": null}, \"usage\": " + usage + "}"),
                event("message_stop", "{\"type\": \"message_stop\"}"));
    }

    @Override
    List<String> closingOfAFilter() {
        return List.of(event("error", error("invalid_request_error", BLOCKED, null)));
    }

    @Override
    Reply filtered() {
        return Reply.json(400, Json.parse(error("invalid_request_error", BLOCKED, null)));
    }

    @Override
    String errorEvent(VendorError error) {
        return event("error", error(error));
    }

    @Override
    Reply fails(VendorError error, String... headers) {
        int status = switch (error) {
            case RATE_LIMIT, SPEND_LIMIT -> 429;
            case QUOTA -> 402;
            case NO_CREDIT, TOO_LONG, PROMPT_FILTERED -> 400;
            case BAD_KEY -> 401;
            case NO_MODEL -> 404;
            case SERVER_ERROR -> 500;
            case UNAVAILABLE -> 503;
            case OVERLOADED -> 529;
        };
        return Reply.json(status, Json.parse(error(error)), headers);
    }

    private static String error(VendorError error) {
        return switch (error) {
            case RATE_LIMIT -> error("rate_limit_error", "This request would exceed your rate limit", null);
            case QUOTA -> error("billing_error", "There is an issue with your payment", null);
            case SPEND_LIMIT ->
                error("rate_limit_error", "You have reached your API usage limits", "enforced_spend_limit_reached");
            case NO_CREDIT -> error("invalid_request_error", "Your credit balance is too low", null);
            case BAD_KEY -> error("authentication_error", "invalid x-api-key", null);
            case NO_MODEL -> error("not_found_error", "model: asked-model", null);
            case TOO_LONG -> error("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", null);
            case PROMPT_FILTERED -> error("invalid_request_error", BLOCKED, null);
            case SERVER_ERROR -> error("api_error", "Internal server error", null);
            case UNAVAILABLE -> error("api_error", "Service unavailable", null);
            case OVERLOADED -> error("overloaded_error", "Overloaded", null);
        };
    }

    private static String error(String type, String message, String code) {
        Map<String, Object> error = Json.object("type", type, "message", message);
        error.put("details", code == null ? null : Json.object("error_code", code));
        return write(Json.object("type", "error", "error", error, "request_id", "req_1"));
    }

    @Override
    Reply limitedForSevenSeconds() {
        return fails(VendorError.RATE_LIMIT, limitHeader(), "retry-after: 7");
    }

    @Override
    String limitHeader() {
        return "anthropic-ratelimit-requests-remaining: 0\r\nanthropic-ratelimit-requests-reset: 2026-11-01T00:00:00Z";
    }
}
