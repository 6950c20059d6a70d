package org.satbuddy.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object from outside, read with sizes, depth and types checked: JSON-B alone would take {@code message: 7}. All
 * that is wrong with its fields is collected and told together. Fields that nobody asks for are ignored.
 */
final class JsonInput {

    static final int MAX_BODY = 1024 * 1024;
    private static final int MAX_DEPTH = 16;

    private final JsonObject object;
    private final String path;
    private final List<InputInvalid.Field> wrong;

    private JsonInput(JsonObject object, String path, List<InputInvalid.Field> wrong) {
        this.object = object;
        this.path = path;
        this.wrong = wrong;
    }

    /** Reads a body whole and hands it to {@code reader}; throws {@link InputInvalid} for anything wrong with it. */
    static <T> T read(InputStream body, Function<JsonInput, T> reader) {
        var input = new JsonInput(parse(text(body)), "", new ArrayList<>());
        T result = reader.apply(input);
        if (!input.wrong.isEmpty()) {
            throw new InputInvalid(input.wrong);
        }
        return result;
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw new InputInvalid(413, "The request is larger than 1 MB.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InputInvalid(400, "The request is not UTF-8 text.");
        } catch (IOException e) {
            throw new InputInvalid(400, "The request broke off.");
        }
    }

    private static JsonObject parse(String text) {
        checkDepth(text);
        try (var reader = JsonOutput.JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            throw new InputInvalid(400, "The request is not a JSON object.");
        }
    }

    /** Before parsing, so that deep nesting costs no stack. */
    private static void checkDepth(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                if (++depth > MAX_DEPTH) {
                    throw new InputInvalid(400, "The request is nested too deeply.");
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    /** A text that must be there and not blank; "" after a complaint. */
    String requiredText(String name, int maxBytes) {
        String text = optionalText(name, maxBytes);
        if (text == null || text.isBlank()) {
            complain(name, "must not be blank");
            return "";
        }
        return text;
    }

    /** A text; null if it is absent, null or blank. */
    String optionalText(String name, int maxBytes) {
        JsonValue value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString string)) {
            return complain(name, "must be a text");
        }
        String text = string.getString();
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return complain(name, "contains characters that are no text");
        }
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return complain(name, "must be at most " + maxBytes + " bytes long");
        }
        return text.isBlank() ? null : text;
    }

    /** One of these words, in any case; null if it is absent. */
    String optionalWord(String name, Set<String> words) {
        String text = optionalText(name, 100);
        if (text == null) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        return words.contains(word)
                ? word
                : complain(
                        name,
                        "must be one of "
                                + String.join(", ", words.stream().sorted().toList()));
    }

    /** A list of texts; empty if it is absent. */
    List<String> texts(String name, int maxItems, int maxBytes) {
        var texts = new ArrayList<String>();
        for (JsonValue item : array(name, maxItems)) {
            if (item instanceof JsonString text && text.getString().length() <= maxBytes) {
                texts.add(text.getString());
            } else {
                complain(name, "must hold short texts only");
                break;
            }
        }
        return texts;
    }

    /** A list of objects, each read by {@code reader}; null if it is absent. */
    <T> List<T> objects(String name, int maxItems, Function<JsonInput, T> reader) {
        if (value(name) == null) {
            return null;
        }
        var objects = new ArrayList<T>();
        for (JsonValue item : array(name, maxItems)) {
            if (item instanceof JsonObject object) {
                objects.add(reader.apply(new JsonInput(object, path + name + "[" + objects.size() + "].", wrong)));
            } else {
                complain(name, "must hold objects only");
                break;
            }
        }
        return objects;
    }

    private JsonArray array(String name, int maxItems) {
        JsonValue value = value(name);
        if (value == null) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (!(value instanceof JsonArray array)) {
            complain(name, "must be a list");
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (array.size() > maxItems) {
            complain(name, "must have at most " + maxItems + " entries");
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        return array;
    }

    private JsonValue value(String name) {
        JsonValue value = object.get(name);
        return value == JsonValue.NULL ? null : value;
    }

    private String complain(String name, String message) {
        wrong.add(new InputInvalid.Field(path + name, message));
        return null;
    }
}
