package org.satbuddy.api;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Untrusted JSON as plain Java: {@code Map}, {@link Items}, {@code String}, {@code Boolean}, null, {@code Integer}, and {@link
 * #NUMBER}.
 * Depth, the number of values and the number of values in memory are bounded while parsing. Only short
 * whole numbers are evaluated: no input needs others, and evaluating a long one is slow. If a field name repeats, the last value counts.
 */
final class JsonTree {

    /** Stands for any number that is no whole one of at most nine digits. */
    static final Object NUMBER = new Object();

    private static final int WHOLE_DIGITS = 9;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 100_000;

    /** The maximum number of values in memory. Each takes some hundred bytes, however short its text is. */
    private static final int MAX_KEPT = 2_000;

    /** How many entries of a list are kept: the last ones. No request needs more. */
    private static final int KEPT_ITEMS = 32;

    private final JsonParser parser;
    private int values;
    private int kept;

    /**
     * A list.
     *
     * @param last its last entries
     * @param size the number of all entries
     */
    record Items(List<Object> last, int size) {

        static final Items NONE = new Items(List.of(), 0);

        /** Returns an entry by its place in the whole list. It must be one of the last entries. */
        Object get(int place) {
            return last.get(place - (size - last.size()));
        }
    }

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Parses a text that holds one object.
     *
     * @throws InvalidInput if the text holds anything else, or cannot be read to its end
     */
    static Map<String, Object> object(Reader text) {
        try (JsonParser parser = JsonOutput.JSON.createParser(text)) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw notAnObject();
            }
            Map<String, Object> object = new JsonTree(parser).object(1);
            if (parser.hasNext()) {
                throw notAnObject();
            }
            return object;
        } catch (JsonException e) {
            throw e.getCause() instanceof IOException unreadable ? broken(unreadable) : notAnObject();
        } catch (NoSuchElementException | IllegalStateException e) {
            throw notAnObject();
        }
    }

    private static Object number(String text) {
        return text.length() <= WHOLE_DIGITS && WholeNumber.parse(text, 0).isPresent() ? Integer.valueOf(text) : NUMBER;
    }

    private static InvalidInput broken(IOException unreadable) {
        return new InvalidInput(
                unreadable instanceof CharacterCodingException
                        ? "The request is not UTF-8 text."
                        : "The request broke off.");
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
            boolean repeated = object.containsKey(name);
            Object before = object.put(name, value(parser.next(), depth));
            kept -= repeated ? count(before) : 0;
        }
        return object;
    }

    private Items list(int depth) {
        var last = new ArrayList<>();
        int size = 0;
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            last.add(value(event, depth));
            size++;
            if (last.size() > KEPT_ITEMS) {
                kept -= count(last.remove(0));
            }
        }
        return new Items(last, size);
    }

    /** Counts a value and all values in it. */
    private static int count(Object value) {
        Collection<?> inner = List.of();
        if (value instanceof Map<?, ?> object) {
            inner = object.values();
        } else if (value instanceof Items items) {
            inner = items.last();
        }
        return 1 + inner.stream().mapToInt(JsonTree::count).sum();
    }

    private Object value(JsonParser.Event event, int depth) {
        if (++values > MAX_VALUES || ++kept > MAX_KEPT) {
            throw new InvalidInput("The request has too many values.");
        }
        return switch (event) {
            case START_OBJECT -> object(inner(depth));
            case START_ARRAY -> list(inner(depth));
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
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
