package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Shape.any;
import static org.satbuddy.standin.types.Shape.bool;
import static org.satbuddy.standin.types.Shape.integer;
import static org.satbuddy.standin.types.Shape.list;
import static org.satbuddy.standin.types.Shape.number;
import static org.satbuddy.standin.types.Shape.oneOf;
import static org.satbuddy.standin.types.Shape.string;
import static org.satbuddy.standin.types.Shape.text;
import static org.satbuddy.standin.types.Violation.Category.COMBINATION;
import static org.satbuddy.standin.types.Violation.Category.MISSING;

import java.util.Map;
import java.util.Set;

/** The body of {@code generateContent} and {@code streamGenerateContent} in the Gemini API that takes an API key. */
final class GeminiTypes {

    private static final int MOST_CONTENTS = 100_000;
    private static final int MOST_TOKENS = 1_000_000;

    /** A part has exactly one of these members. Its other members describe it. */
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    /** Only the media types of images. */
    private static final Shape INLINE_DATA = ObjectShape.of()
            .must("mimeType", oneOf("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"))
            .must("data", string())
            .and(GeminiTypes::image);

    private static final Shape PART = ObjectShape.of()
            .may("text", text())
            .may("inlineData", INLINE_DATA)
            .may("thought", bool())
            .may("thoughtSignature", text())
            .may(
                    any(),
                    "fileData",
                    "functionCall",
                    "functionResponse",
                    "executableCode",
                    "codeExecutionResult",
                    "toolCall",
                    "toolResponse",
                    "videoMetadata",
                    "mediaResolution",
                    "partMetadata",
                    "audioTranscription")
            .and(GeminiTypes::oneOfData);

    private static final Shape CONTENT =
            ObjectShape.of().must("role", oneOf("user", "model")).must("parts", list(PART, 1, MOST_CONTENTS));

    /** System instructions are text only. */
    private static final Shape SYSTEM = ObjectShape.of()
            .must("parts", list(ObjectShape.of().must("text", text()), 1, MOST_CONTENTS))
            .may("role", oneOf("user", "model"));

    private static final Shape THINKING = ObjectShape.of()
            .may("includeThoughts", bool())
            .may("thinkingBudget", integer(-1, MOST_TOKENS))
            .may("thinkingLevel", oneOf("MINIMAL", "LOW", "MEDIUM", "HIGH"));

    private static final Shape SAFETY = ObjectShape.of()
            .must(
                    "category",
                    oneOf(
                            "HARM_CATEGORY_HARASSMENT",
                            "HARM_CATEGORY_HATE_SPEECH",
                            "HARM_CATEGORY_SEXUALLY_EXPLICIT",
                            "HARM_CATEGORY_DANGEROUS_CONTENT",
                            "HARM_CATEGORY_CIVIC_INTEGRITY"))
            .must(
                    "threshold",
                    oneOf("BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF"));

    private static final Shape CONFIG = ObjectShape.of()
            .may("maxOutputTokens", integer(1, MOST_TOKENS))
            .may("responseMimeType", oneOf("text/plain", "application/json", "text/x.enum"))
            .may("responseJsonSchema", SchemaDialect.GEMINI)
            .may("candidateCount", integer(1, 8))
            .may("stopSequences", list(text(), 0, 5))
            .may("temperature", number(0, 2))
            .may("topP", number(0, 1))
            .may("topK", integer(1, MOST_TOKENS))
            .may("seed", integer(Integer.MIN_VALUE, Integer.MAX_VALUE))
            .may(number(-2, 2), "presencePenalty", "frequencyPenalty")
            .may(bool(), "responseLogprobs", "enableEnhancedCivicAnswers")
            .may("logprobs", integer(0, 20))
            .may("responseModalities", list(oneOf("TEXT", "IMAGE", "AUDIO"), 1, 3))
            .may("mediaResolution", oneOf("MEDIA_RESOLUTION_LOW", "MEDIA_RESOLUTION_MEDIUM", "MEDIA_RESOLUTION_HIGH"))
            .may("thinkingConfig", THINKING)
            .may(
                    any(),
                    "responseSchema",
                    "responseFormat",
                    "speechConfig",
                    "imageConfig",
                    "audioTranscriptionConfig",
                    "translationConfig")
            .and(GeminiTypes::schemaOfJson);

    static final Shape REQUEST = ObjectShape.of()
            .must("contents", list(CONTENT, 1, MOST_CONTENTS).and(new AlternatingTurns("user", "model")))
            .may("systemInstruction", SYSTEM)
            .may("generationConfig", CONFIG)
            .may("safetySettings", list(SAFETY, 0, 5))
            .may("cachedContent", text())
            .may("serviceTier", oneOf("standard", "flex", "priority"))
            .may(any(), "tools", "toolConfig");

    private GeminiTypes() {}

    private static void oneOfData(JsonLocation location, Object value) {
        if (value instanceof Map<?, ?> part) {
            long kinds = part.keySet().stream().filter(DATA::contains).count();
            if (kinds == 0) {
                location.report(MISSING, "must hold some data");
            } else if (kinds > 1) {
                location.report(COMBINATION, "must hold data of one kind");
            }
        }
    }

    /** HEIC is not decoded: no decoder is available here. */
    private static void image(JsonLocation location, Object value) {
        if (value instanceof Map<?, ?> blob
                && blob.get("mimeType") instanceof String type
                && type.matches("image/(png|jpeg|webp)")
                && blob.get("data") instanceof String data) {
            ImageCheck.check(location.member("data"), type.substring("image/".length()), data);
        }
    }

    private static void schemaOfJson(JsonLocation location, Object value) {
        if (!(value instanceof Map<?, ?> config) || !config.containsKey("responseJsonSchema")) {
            return;
        }
        if (!"application/json".equals(config.get("responseMimeType"))) {
            location.member("responseMimeType").report(COMBINATION, "must be application/json where there is a schema");
        }
        if (config.containsKey("responseSchema")) {
            location.member("responseSchema").report(COMBINATION, "is not for use beside responseJsonSchema");
        }
    }
}
