package org.satbuddy.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;

/** Walks JSON that somebody else wrote: what is not there, or not of the expected type, is empty and no error. */
final class LenientJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private LenientJson() {}

    /** The object that these bytes are, or the only one of an array; the empty one if they are anything else. */
    static JsonObject object(byte[] bytes) {
        try (var reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            JsonValue value = reader.readValue();
            // as Google sends an error where it would have sent a stream
            JsonValue only = value instanceof JsonArray array && array.size() == 1 ? array.get(0) : value;
            return only instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (RuntimeException e) { // the parser's own for what is nested too deep is not more exact
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    static JsonObject object(JsonObject in, String name) {
        return in.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The first element of an array of objects. */
    static JsonObject first(JsonObject in, String name) {
        return in.get(name) instanceof JsonArray array && !array.isEmpty() && array.get(0) instanceof JsonObject object
                ? object
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** A string, or a number as one; empty if it is neither. */
    static String text(JsonObject in, String name) {
        JsonValue value = in.get(name);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** A count; zero if there is none. */
    static long count(JsonObject in, String name) {
        return in.get(name) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
    }

    /** A word fit for a log line; anything that is not a plain word is left out, since it might be text of a prompt. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9_.-]{1,64}") ? text : "";
    }
}
