package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Shape.any;
import static org.satbuddy.standin.types.Shape.bool;
import static org.satbuddy.standin.types.Shape.either;
import static org.satbuddy.standin.types.Shape.integer;
import static org.satbuddy.standin.types.Shape.list;
import static org.satbuddy.standin.types.Shape.matching;
import static org.satbuddy.standin.types.Shape.number;
import static org.satbuddy.standin.types.Shape.oneOf;
import static org.satbuddy.standin.types.Shape.string;
import static org.satbuddy.standin.types.Shape.tagged;
import static org.satbuddy.standin.types.Shape.text;
import static org.satbuddy.standin.types.Violation.Category.VALUE;

import java.math.BigDecimal;
import java.util.Map;

/** The body of Anthropic's {@code POST /v1/messages}. */
final class AnthropicTypes {

    private static final int MOST_MESSAGES = 100_000;
    private static final int MOST_BLOCKS = 100_000;
    private static final int MOST_TOKENS = 1_000_000;

    private static final Shape CACHE_CONTROL =
            ObjectShape.of().must("type", oneOf("ephemeral")).may("ttl", oneOf("5m", "1h"));

    private static final Shape TEXT = block().must("text", text())
            .may("citations", list(any(), 0, MOST_BLOCKS).orNull());

    private static final Shape SOURCE = tagged(
            "type",
            Map.of(
                    "base64",
                    ObjectShape.of()
                            .must("type", string())
                            .must("media_type", oneOf("image/jpeg", "image/png", "image/gif", "image/webp"))
                            .must("data", string())
                            .and(AnthropicTypes::image),
                    "url",
                    ObjectShape.of().must("type", string()).must("url", matching("https?://.+", "an address"))));

    private static final Map<String, Shape> USER_BLOCKS = Map.ofEntries(
            Map.entry("text", TEXT),
            Map.entry("image", block().must("source", SOURCE)),
            Map.entry("document", any()),
            Map.entry("search_result", any()),
            Map.entry("tool_result", any()),
            Map.entry("container_upload", any()));

    /** The assistant answers in text and calls tools. It never sends images. */
    private static final Map<String, Shape> ASSISTANT_BLOCKS = Map.ofEntries(
            Map.entry("text", TEXT),
            Map.entry("thinking", any()),
            Map.entry("redacted_thinking", any()),
            Map.entry("tool_use", any()),
            Map.entry("server_tool_use", any()),
            Map.entry("web_search_tool_result", any()),
            Map.entry("web_fetch_tool_result", any()),
            Map.entry("code_execution_tool_result", any()),
            Map.entry("bash_code_execution_tool_result", any()),
            Map.entry("text_editor_code_execution_tool_result", any()),
            Map.entry("tool_search_tool_result", any()));

    private static final Shape MESSAGE =
            tagged("role", Map.of("user", message(USER_BLOCKS), "assistant", message(ASSISTANT_BLOCKS)));

    private static final Shape OUTPUT_CONFIG = ObjectShape.of()
            .may("effort", oneOf("low", "medium", "high", "xhigh", "max").orNull())
            .may(
                    "format",
                    ObjectShape.of()
                            .must("type", oneOf("json_schema"))
                            .must("schema", SchemaDialect.ANTHROPIC)
                            .orNull());

    private static final Shape DISPLAY = oneOf("summarized", "omitted").orNull();

    private static final Shape THINKING = tagged(
            "type",
            Map.of(
                    "disabled", ObjectShape.of().must("type", string()),
                    "adaptive", ObjectShape.of().must("type", string()).may("display", DISPLAY),
                    "enabled",
                            ObjectShape.of()
                                    .must("type", string())
                                    .must("budget_tokens", integer(1024, MOST_TOKENS))
                                    .may("display", DISPLAY)));

    static final Shape REQUEST = ObjectShape.of()
            .must("model", text())
            // The type allows 0 too, which fills a cache without an answer.
            .must("max_tokens", integer(1, MOST_TOKENS))
            .must("messages", list(MESSAGE, 1, MOST_MESSAGES).and(new AlternatingTurns("user", "assistant")))
            .may("system", either(text(), list(tagged("type", Map.of("text", TEXT)), 1, MOST_BLOCKS)))
            .may("stream", bool())
            .may("output_config", OUTPUT_CONFIG)
            .may("thinking", THINKING)
            .may(number(0, 1), "temperature", "top_p")
            .may("top_k", integer(0, MOST_TOKENS))
            .may("stop_sequences", list(text(), 0, MOST_BLOCKS))
            .may("metadata", ObjectShape.of().may("user_id", string().orNull()))
            .may("service_tier", oneOf("auto", "standard_only"))
            .may("cache_control", CACHE_CONTROL.orNull())
            .may(string().orNull(), "container", "inference_geo")
            .may(any(), "tools", "tool_choice")
            .and(AnthropicTypes::thinkingBudgetBelowMaxTokens);

    private AnthropicTypes() {}

    private static ObjectShape block() {
        return ObjectShape.of().must("type", string()).may("cache_control", CACHE_CONTROL.orNull());
    }

    private static ObjectShape message(Map<String, Shape> blocks) {
        return ObjectShape.of()
                .must("role", string())
                .must("content", either(text(), list(tagged("type", blocks), 1, MOST_BLOCKS)));
    }

    private static void image(JsonLocation location, Object value) {
        if (value instanceof Map<?, ?> source
                && source.get("media_type") instanceof String type
                && type.startsWith("image/")
                && source.get("data") instanceof String data) {
            ImageCheck.check(location.member("data"), type.substring("image/".length()), data);
        }
    }

    private static void thinkingBudgetBelowMaxTokens(JsonLocation location, Object value) {
        if (value instanceof Map<?, ?> request
                && request.get("max_tokens") instanceof BigDecimal most
                && request.get("thinking") instanceof Map<?, ?> thinking
                && thinking.get("budget_tokens") instanceof BigDecimal budget
                && budget.compareTo(most) >= 0) {
            location.member("thinking").member("budget_tokens").report(VALUE, "must be less than max_tokens");
        }
    }
}
