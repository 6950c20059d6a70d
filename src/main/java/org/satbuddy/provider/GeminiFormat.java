package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.Dialect.Feature;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;

/**
 * The wire format of Gemini's {@code generateContent}. A stream is a series of reply objects, each with the next
 * piece of text.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">The generateContent API</a>
 */
final class GeminiFormat implements WireFormat {

    private static final Set<String> MEMBERS =
            Set.of("candidates", "promptFeedback", "usageMetadata", "modelVersion", "error");

    private static final String TYPE = "@type";

    private static final Map<Feature, Pattern> FEATURES = Refusal.features(
            Map.entry(Feature.SYSTEM, Pattern.compile("developer instruction|system_?(?: |_)?instruction")),
            Map.entry(Feature.SCHEMA, Pattern.compile("response_?(?:json_?)?schema")),
            Map.entry(Feature.JSON, Pattern.compile("json mode|response_?mime_?type")),
            Map.entry(Feature.STREAM, Pattern.compile("\\bstream(?:ing|ed)?\\b|streamgeneratecontent")));

    @Override
    public Map<Feature, Pattern> features() {
        return FEATURES;
    }

    @Override
    public byte[] request(Prompt prompt, String model, Dialect dialect) {
        return RequestBody.of(json -> {
            if (dialect.knows(Feature.SYSTEM)) {
                json.writeStartObject("systemInstruction").writeStartArray("parts");
                text(json, prompt.system());
                json.writeEnd().writeEnd();
            }
            json.writeStartArray("contents");
            RequestBody.messages(prompt, dialect).forEach(message -> content(json, message));
            json.writeEnd();
            json.writeStartObject("generationConfig").write("maxOutputTokens", dialect.tokens());
            if (prompt.wantsJson() && dialect.knows(Feature.JSON)) {
                json.write("responseMimeType", "application/json");
                if (dialect.knows(Feature.SCHEMA)) {
                    json.write("responseJsonSchema", prompt.schema());
                }
            }
            json.writeEnd();
        });
    }

    private static void content(JsonGenerator json, Prompt.Message message) {
        json.writeStartObject().write("role", message.role() == Turn.Role.USER ? "user" : "model");
        json.writeStartArray("parts");
        message.images().forEach(image -> image(json, image));
        text(json, message.text());
        json.writeEnd().writeEnd();
    }

    private static void text(JsonGenerator json, String text) {
        json.writeStartObject().write("text", text).writeEnd();
    }

    private static void image(JsonGenerator json, Attachment image) {
        json.writeStartObject()
                .writeStartObject("inlineData")
                .write("mimeType", image.mediaType())
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
        readEvent(reply, accumulator);
        if (!accumulator.finished() && LenientJson.first(reply, "candidates").isEmpty()) {
            throw new RetrySoon("200 without a candidate");
        }
        if (!accumulator.finished()) {
            accumulator.fail(PROVIDER_REJECTED, "");
        }
    }

    @Override
    public void readEvent(JsonObject chunk, ReplyAccumulator accumulator) throws CallFailed {
        if (chunk.containsKey("error")) {
            throw error((int) LenientJson.count(LenientJson.object(chunk, "error"), "code"), chunk, null);
        }
        accumulator.model(LenientJson.text(chunk, "modelVersion"));
        JsonObject usage = LenientJson.object(chunk, "usageMetadata");
        accumulator.usage(
                LenientJson.count(usage, "promptTokenCount"),
                LenientJson.count(usage, "candidatesTokenCount") + LenientJson.count(usage, "thoughtsTokenCount"));
        String blocked = LenientJson.text(LenientJson.object(chunk, "promptFeedback"), "blockReason");
        if (!blocked.isEmpty()) {
            accumulator.fail(FILTERED, blocked);
        }
        JsonObject candidate = LenientJson.first(chunk, "candidates");
        if (LenientJson.object(candidate, "content").get("parts") instanceof JsonArray parts) {
            parts.forEach(part -> text(part, accumulator));
        }
        String reason = LenientJson.text(candidate, "finishReason");
        if (!reason.isEmpty()) {
            finish(reason, accumulator);
        }
    }

    /** Thoughts are not part of the answer. */
    private static void text(JsonValue part, ReplyAccumulator accumulator) {
        if (part instanceof JsonObject object && object.get("thought") != JsonValue.TRUE) {
            accumulator.text(LenientJson.text(object, "text"));
        }
    }

    private static void finish(String reason, ReplyAccumulator accumulator) {
        switch (reason) {
            case "STOP" -> accumulator.complete();
            case "MAX_TOKENS" -> accumulator.fail(TOO_LONG, reason);
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY" ->
                accumulator.fail(FILTERED, reason);
            default -> accumulator.fail(PROVIDER_REJECTED, reason);
        }
    }

    @Override
    public CallFailed error(int status, JsonObject reply, Duration after) {
        JsonObject error = LenientJson.object(reply, "error");
        String summary = "status " + status + " " + LenientJson.word(LenientJson.text(error, "status"));
        if (status == 429 && isSpent(error)) {
            return new Terminal(PROVIDER_REJECTED, summary, Remedy.CREDIT);
        }
        return CallFailed.of(status, badRequest(error), summary, after == null ? retryDelay(error) : after);
    }

    private static FailureCode badRequest(JsonObject error) {
        String message = LenientJson.text(error, "message").toLowerCase(Locale.ROOT);
        return message.contains("exceeds the maximum number of tokens") || message.contains("payload size exceeds")
                ? TOO_LONG
                : PROVIDER_REJECTED;
    }

    /** Whether a daily quota is used up. The next day is too far away to wait for. */
    private static boolean isSpent(JsonObject error) {
        return details(error, "QuotaFailure").stream()
                .map(detail -> detail.get("violations"))
                .filter(JsonArray.class::isInstance)
                .flatMap(violations -> ((JsonArray) violations).stream())
                .filter(JsonObject.class::isInstance)
                .anyMatch(violation ->
                        LenientJson.text((JsonObject) violation, "quotaId").contains("PerDay"));
    }

    private static Duration retryDelay(JsonObject error) {
        return details(error, "RetryInfo").stream()
                .map(detail -> RetryAfter.seconds(LenientJson.text(detail, "retryDelay")))
                .filter(delay -> delay != null)
                .findFirst()
                .orElse(null);
    }

    private static List<JsonObject> details(JsonObject error, String type) {
        return error.get("details") instanceof JsonArray details
                ? details.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(detail -> LenientJson.text(detail, TYPE).endsWith("google.rpc." + type))
                        .toList()
                : List.of();
    }
}
