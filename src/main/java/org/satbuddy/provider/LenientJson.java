package org.satbuddy.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads JSON from other systems. A missing member, or one of an unexpected type, is read as empty. */
final class LenientJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Some servers leave the type out. */
    private static final Set<String> KINDS_OF_TEXT = Set.of("text", "output_text", "");

    private static final long MOST_COUNTED = 100_000_000;

    private LenientJson() {}

    /** Parses an object, or an array of exactly one object. Anything else gives an empty object. */
    static JsonObject object(byte[] bytes) {
        try (var reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            JsonValue value = reader.readValue();
            // Google sends an error in an array where it would have sent a stream.
            JsonValue only = value instanceof JsonArray array && array.size() == 1 ? array.get(0) : value;
            return only instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (RuntimeException e) { // The parser throws nothing more exact for JSON that is nested too deeply.
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    static JsonObject object(JsonObject in, String name) {
        return in.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The first element of an array of objects; empty if there is none. */
    static JsonObject first(JsonObject in, String name) {
        return in.get(name) instanceof JsonArray array && !array.isEmpty() && array.get(0) instanceof JsonObject object
                ? object
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** A string, or a number as text; empty if it is neither. */
    static String text(JsonObject in, String name) {
        JsonValue value = in.get(name);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** A string, or the texts in an array of parts. Parts of other kinds, such as thoughts, are left out. */
    static String content(JsonObject in, String name) {
        if (!(in.get(name) instanceof JsonArray parts)) {
            return text(in, name);
        }
        var content = new StringBuilder();
        for (JsonValue part : parts) {
            if (part instanceof JsonString string) {
                content.append(string.getString());
            } else if (part instanceof JsonObject object && KINDS_OF_TEXT.contains(text(object, "type"))) {
                content.append(text(object, "text"));
            }
        }
        return content.toString();
    }

    /** A count; zero if there is none, or one that no request can have. A sum of few counts stays far from overflow. */
    static long count(JsonObject in, String name) {
        long count = in.get(name) instanceof JsonNumber number ? number.longValue() : 0;
        return count < 0 || count > MOST_COUNTED ? 0 : count;
    }

    /** The word if it is fit for the log. Anything but a plain word might be text of a prompt, and becomes empty. */
    static String word(String text) {
        return WORD.matcher(text).matches() ? text : "";
    }
}
