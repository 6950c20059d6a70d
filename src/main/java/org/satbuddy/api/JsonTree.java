package org.satbuddy.api;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Untrusted JSON as plain Java: {@code Map}, {@code List}, {@code String}, {@code Boolean}, null, and {@link #NUMBER}.
 * Depth and number of values are bounded while parsing. Numbers are not evaluated: no input needs one, and evaluating a
 * long one is slow. If a field name repeats, the last value counts.
 */
final class JsonTree {

    /** Stands for any number. */
    static final Object NUMBER = new Object();

    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 100_000;

    private final JsonParser parser;
    private int values;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Parses a text that holds one object.
     *
     * @throws InvalidInput if the text holds anything else
     */
    static Map<String, Object> object(String text) {
        try (JsonParser parser = JsonOutput.JSON.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw notAnObject();
            }
            Map<String, Object> object = new JsonTree(parser).object(1);
            if (parser.hasNext()) {
                throw notAnObject();
            }
            return object;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw notAnObject();
        }
    }

    /** Returns {@code value} as an object; null if it is something else. */
    @SuppressWarnings("unchecked") // every map in a tree was made here
    static Map<String, Object> asObject(Object value) {
        return value instanceof Map ? (Map<String, Object>) value : null;
    }

    private static InvalidInput notAnObject() {
        return new InvalidInput("The request is not a JSON object.");
    }

    private Map<String, Object> object(int depth) {
        var object = new HashMap<String, Object>();
        while (parser.next() != JsonParser.Event.END_OBJECT) {
            String name = parser.getString();
            object.put(name, value(parser.next(), depth));
        }
        return object;
    }

    private List<Object> list(int depth) {
        var list = new ArrayList<>();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            list.add(value(event, depth));
        }
        return list;
    }

    private Object value(JsonParser.Event event, int depth) {
        if (++values > MAX_VALUES) {
            throw new InvalidInput("The request has too many values.");
        }
        return switch (event) {
            case START_OBJECT -> object(inner(depth));
            case START_ARRAY -> list(inner(depth));
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> NUMBER;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw notAnObject();
        };
    }

    private static int inner(int depth) {
        if (depth == MAX_DEPTH) {
            throw new InvalidInput("The request is nested too deeply.");
        }
        return depth + 1;
    }
}
