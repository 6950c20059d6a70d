package org.satbuddy.standin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Holds a request against the published types of OpenAI's chat completions: members, roles, content parts, images,
 * response format, ranges. Anything that is not in them is refused, so that a client which passes here passes there.
 */
final class RequestCheck {

    private static final Map<String, BiConsumer<String, Object>> MEMBERS = Map.ofEntries(
            Map.entry("messages", (path, value) -> {}),
            Map.entry("model", RequestCheck::string),
            Map.entry("stream", RequestCheck::bool),
            Map.entry("store", RequestCheck::bool),
            Map.entry("logprobs", RequestCheck::bool),
            Map.entry("parallel_tool_calls", RequestCheck::bool),
            Map.entry("frequency_penalty", number(-2, 2)),
            Map.entry("presence_penalty", number(-2, 2)),
            Map.entry("temperature", number(0, 2)),
            Map.entry("top_p", number(0, 1)),
            Map.entry("top_logprobs", integer(0, 20)),
            Map.entry("n", integer(1, 128)),
            Map.entry("max_tokens", integer(1, 1_000_000)),
            Map.entry("max_completion_tokens", integer(1, 1_000_000)),
            Map.entry("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("reasoning_effort", oneOf("none", "minimal", "low", "medium", "high", "xhigh")),
            Map.entry("verbosity", oneOf("low", "medium", "high")),
            Map.entry("service_tier", oneOf("auto", "default", "flex", "scale", "priority")),
            Map.entry("prompt_cache_retention", oneOf("in-memory", "24h")),
            Map.entry("user", RequestCheck::string),
            Map.entry("safety_identifier", RequestCheck::string),
            Map.entry("prompt_cache_key", RequestCheck::string),
            Map.entry("metadata", RequestCheck::object),
            Map.entry("logit_bias", RequestCheck::object),
            Map.entry("audio", RequestCheck::object),
            Map.entry("prediction", RequestCheck::object),
            Map.entry("web_search_options", RequestCheck::object),
            Map.entry("stream_options", members("include_usage", "include_obfuscation")),
            Map.entry("response_format", RequestCheck::responseFormat),
            Map.entry("modalities", RequestCheck::list),
            Map.entry("tools", RequestCheck::list),
            Map.entry("functions", RequestCheck::list),
            Map.entry("stop", RequestCheck::stop),
            Map.entry("tool_choice", (path, value) -> {}),
            Map.entry("function_call", (path, value) -> {}));

    private RequestCheck() {}

    /** @throws Refusal if OpenAI would refuse it */
    static Asked check(HttpRequest request) {
        String type = request.headers().getOrDefault("content-type", "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Refusal.invalid("The body must be sent as application/json, not as '" + type + "'.", null, null);
        }
        Map<String, Object> body = body(request);
        unknown("", body.keySet(), MEMBERS.keySet());
        required("", body, "model");
        required("", body, "messages");
        body.forEach((name, value) -> {
            if (value != null) {
                MEMBERS.get(name).accept(name, value);
            }
        });
        boolean stream = Boolean.TRUE.equals(body.get("stream"));
        if (!stream && body.get("stream_options") != null) {
            throw Refusal.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        if (body.get("max_tokens") != null && body.get("max_completion_tokens") != null) {
            throw Refusal.invalid(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination");
        }
        MessagesCheck messages = MessagesCheck.of(body.get("messages"));
        boolean json = body.get("response_format") instanceof Map<?, ?> format && !"text".equals(format.get("type"));
        if (json && !messages.mention("json")) {
            throw Refusal.invalid(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'.",
                    "messages",
                    null);
        }
        boolean usage = body.get("stream_options") instanceof Map<?, ?> options
                && Boolean.TRUE.equals(options.get("include_usage"));
        return new Asked(
                (String) body.get("model"),
                messages.lastOfUser(),
                json,
                stream,
                usage,
                messages.images(),
                messages.characters(),
                mostTokens(body));
    }

    private static long mostTokens(Map<String, Object> body) {
        Object bound = body.getOrDefault("max_completion_tokens", body.get("max_tokens"));
        return bound instanceof BigDecimal number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(HttpRequest request) {
        try {
            if (Json.parse(request.text()) instanceof Map<?, ?> body) {
                return (Map<String, Object>) body;
            }
        } catch (Json.Malformed e) {
            throw Refusal.invalid(
                    "We could not parse the JSON body of your request: " + e.getMessage() + ".", null, null);
        }
        throw Refusal.invalid("The JSON body of your request must be an object.", null, null);
    }

    static void required(String path, Map<?, ?> object, String name) {
        if (object.get(name) == null) {
            throw Refusal.invalid(
                    "Missing required parameter: '" + path + name + "'.", path + name, "missing_required_parameter");
        }
    }

    static void unknown(String path, Set<?> names, Set<String> known) {
        for (Object name : names) {
            if (!known.contains(name)) {
                throw Refusal.invalid("Unknown parameter: '" + path + name + "'.", path + name, "unknown_parameter");
            }
        }
    }

    static Refusal wrongType(String path, String wanted) {
        return Refusal.invalid(
                "Invalid type for '" + path + "': expected " + wanted + ", but got something else instead.",
                path,
                "invalid_type");
    }

    static void string(String path, Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            throw wrongType(path, "a string that is not empty");
        }
    }

    static BiConsumer<String, Object> oneOf(String... words) {
        return (path, value) -> {
            if (!List.of(words).contains(value)) {
                throw Refusal.invalid(
                        "Invalid value for '" + path + "'. Supported values are: " + String.join(", ", words) + ".",
                        path,
                        "invalid_value");
            }
        };
    }

    private static void bool(String path, Object value) {
        if (!(value instanceof Boolean)) {
            throw wrongType(path, "a boolean");
        }
    }

    private static void object(String path, Object value) {
        if (!(value instanceof Map)) {
            throw wrongType(path, "an object");
        }
    }

    private static void list(String path, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw wrongType(path, "an array that is not empty");
        }
    }

    private static void stop(String path, Object value) {
        if (!(value instanceof String) && !(value instanceof List<?> words && words.size() <= 4)) {
            throw wrongType(path, "a string or an array of at most four");
        }
    }

    private static BiConsumer<String, Object> number(double least, double most) {
        return (path, value) -> {
            if (!(value instanceof BigDecimal number)) {
                throw wrongType(path, "a number");
            }
            if (number.doubleValue() < least || number.doubleValue() > most) {
                throw Refusal.invalid("Invalid '" + path + "': " + number + " is out of range.", path, "invalid_value");
            }
        };
    }

    private static BiConsumer<String, Object> integer(long least, long most) {
        return (path, value) -> {
            if (!(value instanceof BigDecimal number)
                    || number.stripTrailingZeros().scale() > 0) {
                throw wrongType(path, "an integer");
            }
            if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw Refusal.invalid("Invalid '" + path + "': " + number + " is out of range.", path, "invalid_value");
            }
        };
    }

    private static BiConsumer<String, Object> members(String... flags) {
        return (path, value) -> {
            object(path, value);
            Map<?, ?> object = (Map<?, ?>) value;
            unknown(path + ".", object.keySet(), Set.of(flags));
            object.forEach((name, flag) -> bool(path + "." + name, flag));
        };
    }

    private static void responseFormat(String path, Object value) {
        object(path, value);
        Map<?, ?> format = (Map<?, ?>) value;
        required(path + ".", format, "type");
        oneOf("text", "json_object", "json_schema").accept(path + ".type", format.get("type"));
        if ("json_schema".equals(format.get("type"))) {
            unknown(path + ".", format.keySet(), Set.of("type", "json_schema"));
            required(path + ".", format, "json_schema");
            object(path + ".json_schema", format.get("json_schema"));
            Map<?, ?> schema = (Map<?, ?>) format.get("json_schema");
            unknown(path + ".json_schema.", schema.keySet(), Set.of("name", "description", "schema", "strict"));
            required(path + ".json_schema.", schema, "name");
        } else {
            unknown(path + ".", format.keySet(), Set.of("type"));
        }
    }
}
