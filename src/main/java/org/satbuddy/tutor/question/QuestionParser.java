package org.satbuddy.tutor.question;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.satbuddy.tutor.question.ParseResult.Parsed;
import org.satbuddy.tutor.question.ParseResult.Unreadable;

/**
 * Finds and reads the question in a model's answer. Code fences, prose and thoughts around it are skipped. The work is
 * bounded for any text.
 */
public final class QuestionParser {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST_TRIES = 12;

    private QuestionParser() {}

    public static ParseResult parse(String answer) {
        if (answer == null || answer.isBlank()) {
            return new Unreadable("The answer was empty. Answer with one JSON object.");
        }
        if (answer.length() > LONGEST) {
            return new Unreadable("The answer was too long. Answer with one JSON object and nothing else.");
        }
        ParseResult strict = find(answer, false);
        return strict instanceof Parsed ? strict : betterOf(strict, find(answer, true));
    }

    private static ParseResult betterOf(ParseResult first, ParseResult second) {
        return second instanceof Parsed ? second : first;
    }

    /** Tries the objects in the text from left to right, starting after any thoughts. */
    private static ParseResult find(String answer, boolean quotesInside) {
        String reason = "The answer contained no JSON object. Answer with one JSON object and nothing else.";
        int at = answer.indexOf('{', Math.max(0, answer.lastIndexOf("</think>")));
        for (int tries = 0; at >= 0 && tries < MOST_TRIES; at = answer.indexOf('{', at + 1)) {
            if (!beginsObject(answer, at)) {
                continue;
            }
            tries++;
            Optional<JsonObject> json = read(answer, at, quotesInside).map(QuestionParser::unwrapped);
            if (json.filter(object -> object.containsKey("question")).isPresent()) {
                return shaped(json.get());
            }
            if (tries == 1) {
                reason = json.isEmpty()
                        ? "The answer was not valid JSON or not complete. Answer with one JSON object and nothing else."
                        : "The JSON object had no field \"question\".";
            }
        }
        return new Unreadable(reason);
    }

    /** Whether a brace opens a JSON object and not a LaTeX group. */
    private static boolean beginsObject(String text, int brace) {
        int at = brace + 1;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '"';
    }

    private static Optional<JsonObject> read(String answer, int at, boolean quotesInside) {
        return JsonRepair.object(answer, at, quotesInside).flatMap(json -> {
            try {
                return Optional.of(QuestionJson.object(json));
            } catch (JsonException | NumberFormatException | UnsupportedOperationException e) {
                // The last two: a number whose exponent is too large, or that has too many digits.
                return Optional.empty();
            }
        });
    }

    /** Models often wrap the object: {@code {"question": {"question": …}}}. */
    private static JsonObject unwrapped(JsonObject json) {
        JsonValue inner = json.get("question");
        return inner != null && inner.getValueType() == JsonValue.ValueType.OBJECT ? inner.asJsonObject() : json;
    }

    private static ParseResult shaped(JsonObject json) {
        try {
            return new Parsed(new LenientQuestion(json).question());
        } catch (LenientQuestion.Malformed e) {
            return new Unreadable(e.getMessage());
        }
    }
}
