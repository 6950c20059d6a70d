package org.satbuddy.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object from outside, read with sizes, depth and types checked: JSON-B alone would take {@code message: 7}. What
 * is wrong with its fields is collected and told together. Fields that nobody asks for are ignored.
 */
final class JsonInput {

    /** Of a body, in bytes. */
    static final int MAX_BODY = 1_000_000;

    private static final int MAX_COMPLAINTS = 20;

    private final Map<String, Object> object;
    private final String path;
    private final List<InvalidInput.Field> wrong;

    private JsonInput(Map<String, Object> object, String path, List<InvalidInput.Field> wrong) {
        this.object = object;
        this.path = path;
        this.wrong = wrong;
    }

    /** Reads a body whole and hands it to {@code reader}; throws {@link InvalidInput} for anything wrong with it. */
    static <T> T read(InputStream body, Function<JsonInput, T> reader) {
        var input = new JsonInput(JsonTree.object(text(body)), "", new ArrayList<>());
        T result = reader.apply(input);
        if (!input.wrong.isEmpty()) {
            throw new InvalidInput(input.wrong);
        }
        return result;
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw InvalidInput.tooLarge("The request is larger than 1 MB.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInput("The request is not UTF-8 text.");
        } catch (IOException e) {
            throw new InvalidInput("The request broke off.");
        }
    }

    /** A text that must be there and not blank; "" after a complaint. */
    String requiredText(String name, int maxBytes) {
        int complaints = wrong.size();
        String text = optionalText(name, maxBytes);
        if (text == null && wrong.size() == complaints) {
            complain(name, "must not be blank");
        }
        return text == null ? "" : text;
    }

    /** The same, measured in characters as Java counts them (UTF-16 code units) and not in bytes. */
    String requiredName(String name, int maxCharacters) {
        String text = requiredText(name, MAX_BODY);
        if (text.length() > maxCharacters) {
            complain(name, "must be at most " + maxCharacters + " characters long");
            return "";
        }
        return text;
    }

    /** A text; null if it is absent, null or blank. */
    String optionalText(String name, int maxBytes) {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        String problem = problem(value, maxBytes);
        if (problem != null) {
            complain(name, problem);
            return null;
        }
        String text = (String) value;
        return text.isBlank() ? null : text;
    }

    /** One of these words, in any case; null if it is absent. */
    String optionalWord(String name, Set<String> words) {
        String text = optionalText(name, MAX_BODY);
        if (text == null) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            complain(
                    name,
                    "must be one of "
                            + words.stream()
                                    .sorted()
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElse(""));
            return null;
        }
        return word;
    }

    /** One of these words, in any case; null after a complaint. */
    String requiredWord(String name, Set<String> words) {
        int complaints = wrong.size();
        String word = optionalWord(name, words);
        if (word == null && wrong.size() == complaints) {
            complain(name, "must not be blank");
        }
        return word;
    }

    /** What {@code find} finds by this text; null if it is absent. */
    <T> T optionalKnown(String name, Function<String, Optional<T>> find) {
        String text = optionalText(name, MAX_BODY);
        if (text == null) {
            return null;
        }
        Optional<T> found = find.apply(text);
        if (found.isEmpty()) {
            complain(name, "names no " + name + " of the SAT");
        }
        return found.orElse(null);
    }

    /** A list of texts; empty if it is absent. */
    List<String> texts(String name, int maxItems, int maxBytes) {
        var texts = new ArrayList<String>();
        for (Object item : list(name, maxItems)) {
            String problem = problem(item, maxBytes);
            if (problem != null) {
                complain(name + "[" + texts.size() + "]", problem);
                break;
            }
            texts.add((String) item);
        }
        return texts;
    }

    /** The last {@code lastItems} of a list of objects, each read by {@code reader}; null if it is absent. */
    <T> List<T> lastObjects(String name, int lastItems, Function<JsonInput, T> reader) {
        if (object.get(name) == null) {
            return null;
        }
        List<?> all = list(name, Integer.MAX_VALUE);
        var objects = new ArrayList<T>();
        for (int i = Math.max(0, all.size() - lastItems); i < all.size(); i++) {
            String item = name + "[" + i + "]";
            Map<String, Object> fields = JsonTree.asObject(all.get(i));
            if (fields == null) {
                complain(item, "must be an object");
            } else {
                objects.add(reader.apply(new JsonInput(fields, path + item + ".", wrong)));
            }
        }
        return objects;
    }

    private List<?> list(String name, int maxItems) {
        Object value = object.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            complain(name, "must be a list");
            return List.of();
        }
        if (list.size() > maxItems) {
            complain(name, "must have at most " + maxItems + " entries");
            return List.of();
        }
        return list;
    }

    /** What is wrong with a text; null if nothing is. */
    private static String problem(Object value, int maxBytes) {
        if (!(value instanceof String text)) {
            return "must be a text";
        }
        // Lone halves of a pair are no characters, and PostgreSQL keeps no NUL.
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return "contains characters that are no text";
        }
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return "must be at most " + maxBytes + " bytes long";
        }
        return null;
    }

    private void complain(String name, String message) {
        if (wrong.size() < MAX_COMPLAINTS) {
            wrong.add(new InvalidInput.Field(path + name, message));
        }
    }
}
