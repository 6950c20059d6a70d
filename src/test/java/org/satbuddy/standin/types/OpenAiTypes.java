package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Shape.any;
import static org.satbuddy.standin.types.Shape.bool;
import static org.satbuddy.standin.types.Shape.either;
import static org.satbuddy.standin.types.Shape.integer;
import static org.satbuddy.standin.types.Shape.list;
import static org.satbuddy.standin.types.Shape.map;
import static org.satbuddy.standin.types.Shape.matching;
import static org.satbuddy.standin.types.Shape.number;
import static org.satbuddy.standin.types.Shape.oneOf;
import static org.satbuddy.standin.types.Shape.string;
import static org.satbuddy.standin.types.Shape.tagged;
import static org.satbuddy.standin.types.Shape.text;
import static org.satbuddy.standin.types.Violation.Category.COMBINATION;
import static org.satbuddy.standin.types.Violation.Category.MISSING;
import static org.satbuddy.standin.types.Violation.Category.VALUE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The body of OpenAI's {@code POST /chat/completions}. */
final class OpenAiTypes {

    private static final int MOST_MESSAGES = 2048;
    private static final int MOST_PARTS = 2000;
    private static final int MOST_TOKENS = 1_000_000;
    private static final Pattern DATA = Pattern.compile("data:image/(png|jpeg|gif|webp);base64,");

    private static final Shape BREAKPOINT = ObjectShape.of().must("mode", oneOf("explicit"));

    private static final Shape TEXT = part("text", string());

    private static final Shape IMAGE = part(
            "image_url",
            ObjectShape.of().must("url", string().and(OpenAiTypes::image)).may("detail", oneOf("auto", "low", "high")));

    private static final Map<String, Shape> USER_PARTS = Map.of(
            "text", TEXT, "image_url", IMAGE, "input_audio", part("input_audio", any()), "file", part("file", any()));

    private static final Map<String, Shape> ASSISTANT_PARTS = Map.of(
            "text", TEXT, "refusal", ObjectShape.of().must("type", string()).must("refusal", string()));

    private static final Shape MESSAGE = tagged(
            "role",
            Map.of(
                    "system", message(content(Map.of("text", TEXT))),
                    "developer", message(content(Map.of("text", TEXT))),
                    "user", message(content(USER_PARTS)),
                    "assistant", assistant(),
                    "tool",
                            ObjectShape.of()
                                    .must("role", string())
                                    .must("content", content(Map.of("text", TEXT)))
                                    .must("tool_call_id", text()),
                    "function",
                            ObjectShape.of()
                                    .must("role", string())
                                    .must("content", string().orNull())
                                    .must("name", text())));

    private static final Shape SCHEMA = ObjectShape.of()
            .must("name", matching("[A-Za-z0-9_-]{1,64}", "64 letters, digits, underscores and dashes at most"))
            .may("description", string())
            .may("schema", map((location, value) -> {}))
            .may("strict", bool().orNull())
            .and(OpenAiTypes::strictSchema);

    private static final Shape RESPONSE_FORMAT = tagged(
            "type",
            Map.of(
                    "text", ObjectShape.of().must("type", string()),
                    "json_object", ObjectShape.of().must("type", string()),
                    "json_schema", ObjectShape.of().must("type", string()).must("json_schema", SCHEMA)));

    static final Shape REQUEST = ObjectShape.of()
            .must("model", text())
            .must("messages", list(MESSAGE, 1, MOST_MESSAGES))
            .may("stream", bool().orNull())
            .may(
                    "stream_options",
                    ObjectShape.of()
                            .may(bool(), "include_usage", "include_obfuscation")
                            .orNull())
            .may("response_format", RESPONSE_FORMAT)
            .may(
                    integer(1, MOST_TOKENS).orNull(),
                    "max_completion_tokens",
                    // for older models, and not together with the other
                    "max_tokens")
            .may(bool().orNull(), "store", "logprobs")
            .may("parallel_tool_calls", bool())
            .may(number(-2, 2).orNull(), "frequency_penalty", "presence_penalty")
            .may("temperature", number(0, 2).orNull())
            .may("top_p", number(0, 1).orNull())
            .may("top_logprobs", integer(0, 20).orNull())
            .may("n", integer(1, 128).orNull())
            .may("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE).orNull())
            .may("stop", either(string(), list(string(), 1, 4)).orNull())
            .may(
                    "reasoning_effort",
                    oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")
                            .orNull())
            .may("verbosity", oneOf("low", "medium", "high").orNull())
            .may(
                    "service_tier",
                    oneOf("auto", "default", "flex", "scale", "priority", "fast")
                            .orNull())
            .may("user", string())
            .may(
                    "safety_identifier",
                    matching("(?s).{1,64}", "64 characters at most").orNull())
            .may("prompt_cache_key", string().orNull())
            .may("prompt_cache_retention", oneOf("in_memory", "24h").orNull())
            .may(
                    "prompt_cache_options",
                    ObjectShape.of().may("mode", oneOf("implicit", "explicit")).may("ttl", oneOf("30m")))
            .may(
                    "metadata",
                    map(matching("(?s).{0,512}", "512 characters at most")).orNull())
            .may("modalities", list(oneOf("text", "audio"), 1, 2).orNull())
            .may("logit_bias", map(integer(-100, 100)).orNull())
            .may(any().orNull(), "audio", "prediction", "moderation")
            .may(any(), "web_search_options", "tools", "tool_choice", "functions", "function_call")
            .and(OpenAiTypes::combinations);

    private OpenAiTypes() {}

    private static ObjectShape part(String type, Shape shape) {
        return ObjectShape.of().must("type", string()).must(type, shape).may("prompt_cache_breakpoint", BREAKPOINT);
    }

    private static Shape content(Map<String, Shape> parts) {
        return either(string(), list(tagged("type", parts), 1, MOST_PARTS));
    }

    private static ObjectShape message(Shape content) {
        return ObjectShape.of().must("role", string()).must("content", content).may("name", text());
    }

    /** Content may be missing only if the assistant called a tool. */
    private static Shape assistant() {
        return ObjectShape.of()
                .must("role", string())
                .may("content", content(ASSISTANT_PARTS).orNull())
                .may("name", text())
                .may("refusal", string().orNull())
                .may(any().orNull(), "audio", "function_call")
                .may("tool_calls", list(any(), 1, 128))
                .and((location, value) -> {
                    if (value instanceof Map<?, ?> message
                            && message.get("content") == null
                            && message.get("tool_calls") == null
                            && message.get("function_call") == null) {
                        location.member("content").report(MISSING, "is missing");
                    }
                });
    }

    private static void image(JsonLocation location, Object value) {
        if (!(value instanceof String url) || url.startsWith("https://") || url.startsWith("http://")) {
            return;
        }
        Matcher data = DATA.matcher(url);
        if (data.lookingAt()) {
            ImageCheck.check(location, data.group(1), url.substring(data.end()));
        } else {
            location.report(VALUE, "must be an address, or a data URI of a png, jpeg, gif or webp in base64");
        }
    }

    private static void strictSchema(JsonLocation location, Object value) {
        if (value instanceof Map<?, ?> format && Boolean.TRUE.equals(format.get("strict"))) {
            if (format.get("schema") == null) {
                location.member("schema").report(MISSING, "is missing");
            } else {
                SchemaDialect.OPENAI.check(location.member("schema"), format.get("schema"));
            }
        }
    }

    private static void combinations(JsonLocation location, Object value) {
        if (!(value instanceof Map<?, ?> request)) {
            return;
        }
        if (request.get("stream_options") != null && !Boolean.TRUE.equals(request.get("stream"))) {
            location.member("stream_options").report(COMBINATION, "is for streams only");
        }
        if (request.get("max_tokens") != null && request.get("max_completion_tokens") != null) {
            location.member("max_tokens").report(COMBINATION, "is not for use beside max_completion_tokens");
        }
        if (request.get("top_logprobs") != null && !Boolean.TRUE.equals(request.get("logprobs"))) {
            location.member("top_logprobs").report(COMBINATION, "needs logprobs");
        }
        if (request.get("response_format") instanceof Map<?, ?> format
                && "json_object".equals(format.get("type"))
                && texts(request)
                        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("json"))) {
            location.member("messages").report(VALUE, "must contain the word 'json' in some form");
        }
    }

    /** All texts in the messages of a request that may be invalid. */
    private static Stream<String> texts(Map<?, ?> request) {
        return request.get("messages") instanceof List<?> messages
                ? messages.stream().flatMap(OpenAiTypes::textsOfMessage)
                : Stream.of();
    }

    private static Stream<String> textsOfMessage(Object message) {
        Object content = message instanceof Map<?, ?> map ? map.get("content") : null;
        if (content instanceof List<?> parts) {
            return parts.stream()
                    .filter(part -> part instanceof Map<?, ?> map && map.get("text") instanceof String)
                    .map(part -> (String) ((Map<?, ?>) part).get("text"));
        }
        return content instanceof String text ? Stream.of(text) : Stream.of();
    }
}
