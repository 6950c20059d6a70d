package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.REFUSED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.Dialect.Feature;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.FailureCode;
import org.satbuddy.tutor.Prompt;

/**
 * The wire format of Anthropic's Messages API.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">The Messages API</a>
 */
final class AnthropicFormat implements WireFormat {

    private static final Set<String> MEMBERS = Set.of("type");

    private static final Map<Feature, Pattern> FEATURES = Refusal.features(
            Map.entry(Feature.STREAM, Pattern.compile("\\bstream(?:ing|ed)?\\b")),
            Map.entry(Feature.SCHEMA, Pattern.compile("output_config|output_format|json_schema|structured output")),
            Map.entry(Feature.SYSTEM, Pattern.compile("system (?:role|message|prompt)|\\bsystem\\b: extra inputs")));

    @Override
    public Map<Feature, Pattern> features() {
        return FEATURES;
    }

    @Override
    public byte[] request(Prompt prompt, String model, Dialect dialect) {
        return RequestBody.of(json -> {
            json.write("model", model);
            json.write("max_tokens", dialect.tokens());
            if (dialect.knows(Feature.SYSTEM)) {
                json.write("system", prompt.system());
            }
            json.writeStartArray("messages");
            RequestBody.messages(prompt, dialect).forEach(message -> message(json, message));
            json.writeEnd();
            if (prompt.wantsJson() && dialect.knows(Feature.SCHEMA)) {
                json.writeStartObject("output_config")
                        .writeStartObject("format")
                        .write("type", "json_schema")
                        .write("schema", prompt.schema())
                        .writeEnd()
                        .writeEnd();
            } else if (!prompt.wantsJson() && dialect.knows(Feature.STREAM)) {
                json.write("stream", true);
            }
        });
    }

    /** Images stand before the text, where the models read them best. */
    private static void message(JsonGenerator json, Prompt.Message message) {
        json.writeStartObject().write("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.images().isEmpty()) {
            json.write("content", message.text());
        } else {
            json.writeStartArray("content");
            message.images().forEach(image -> image(json, image));
            RequestBody.text(json, message.text());
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void image(JsonGenerator json, Attachment image) {
        json.writeStartObject()
                .write("type", "image")
                .writeStartObject("source")
                .write("type", "base64")
                .write("media_type", image.mediaType())
                .write("data", RequestBody.base64(image))
                .writeEnd()
                .writeEnd();
    }

    @Override
    public Set<String> members() {
        return MEMBERS;
    }

    @Override
    public void read(JsonObject reply, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(reply);
        if (!(reply.get("content") instanceof JsonArray content)) {
            throw new RetrySoon("200 without a message");
        }
        begin(reply, accumulator);
        for (JsonValue block : content) {
            if (block instanceof JsonObject object
                    && LenientJson.text(object, "type").equals("text")) {
                accumulator.text(LenientJson.text(object, "text"));
            }
        }
        finish(LenientJson.text(reply, "stop_reason"), accumulator);
    }

    @Override
    public void readEvent(JsonObject event, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(event);
        switch (LenientJson.text(event, "type")) {
            case "message_start" -> begin(LenientJson.object(event, "message"), accumulator);
            case "content_block_delta" -> {
                JsonObject delta = LenientJson.object(event, "delta");
                if (LenientJson.text(delta, "type").equals("text_delta")) {
                    accumulator.text(LenientJson.text(delta, "text"));
                }
            }
            case "message_delta" -> {
                usage(event, accumulator);
                String reason = LenientJson.text(LenientJson.object(event, "delta"), "stop_reason");
                if (!reason.isEmpty()) {
                    finish(reason, accumulator);
                }
            }
            default -> {
                // Pings, block frames and future events. The documentation asks clients to ignore unknown events.
            }
        }
    }

    private static void begin(JsonObject message, ReplyAccumulator accumulator) {
        accumulator.model(LenientJson.text(message, "model"));
        usage(message, accumulator);
    }

    /** Tokens read from a cache or written to one are not part of {@code input_tokens}. */
    private static void usage(JsonObject in, ReplyAccumulator accumulator) {
        JsonObject usage = LenientJson.object(in, "usage");
        accumulator.usage(
                LenientJson.count(usage, "input_tokens")
                        + LenientJson.count(usage, "cache_creation_input_tokens")
                        + LenientJson.count(usage, "cache_read_input_tokens"),
                LenientJson.count(usage, "output_tokens"));
    }

    private static void finish(String reason, ReplyAccumulator accumulator) {
        switch (reason) {
            case "end_turn", "stop_sequence" -> accumulator.complete();
            case "max_tokens", "model_context_window_exceeded" -> accumulator.fail(TOO_LONG, reason);
            case "refusal" -> accumulator.fail(REFUSED, reason);
            default -> accumulator.fail(PROVIDER_REJECTED, reason);
        }
    }

    /** Errors also come inside a stream, long after the 200. */
    private void requireNoError(JsonObject reply) throws CallFailed {
        if (LenientJson.text(reply, "type").equals("error")) {
            throw error(status(LenientJson.text(LenientJson.object(reply, "error"), "type")), reply, null);
        }
    }

    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    @Override
    public CallFailed error(int status, JsonObject reply, Duration after) {
        JsonObject error = LenientJson.object(reply, "error");
        String summary = "status " + status + " " + LenientJson.word(LenientJson.text(error, "type"));
        if (status == 429 && isSpent(error)) {
            return new Terminal(PROVIDER_REJECTED, summary, Remedy.CREDIT);
        }
        return CallFailed.of(status, badRequest(error), summary, after);
    }

    /** Whether the month's budget is used up. The next month is too far away to wait for. */
    private static boolean isSpent(JsonObject error) {
        return LenientJson.text(LenientJson.object(error, "details"), "error_code")
                .equals("enforced_spend_limit_reached");
    }

    /** A 400 also reports used-up credit and filtered content. Only the message distinguishes them. */
    private static FailureCode badRequest(JsonObject error) {
        String message = LenientJson.text(error, "message").toLowerCase(Locale.ROOT);
        if (message.contains("content filtering policy")) {
            return FILTERED;
        }
        return message.contains("prompt is too long") || message.contains("exceed context limit")
                ? TOO_LONG
                : PROVIDER_REJECTED;
    }
}
