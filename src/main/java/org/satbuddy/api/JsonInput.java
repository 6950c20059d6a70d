package org.satbuddy.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.satbuddy.transfer.IncomingRequests;

/**
 * An untrusted JSON object, read with sizes, depth and types checked. JSON-B alone would accept {@code message: 7}.
 * Errors of fields are collected and reported together. Unknown fields and control characters are ignored.
 */
final class JsonInput {

    /** The largest body, in bytes. */
    static final int MAX_BODY = IncomingRequests.MAX_JSON;

    private static final int MAX_ERRORS = 20;
    private static final int MAX_TIME = 40;
    private static final int MAX_WORDS = 10;

    /** Texts from slides and PDF files use them as line breaks. */
    private static final Pattern BREAKS = Pattern.compile("[\\x0B\\x0C]");

    /**
     * They mean nothing in a text, and in stored JSON most of them take six characters. PostgreSQL stores no NUL. A byte
     * order mark comes with text that is copied from files.
     */
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F\\uFEFF]");

    private final Map<String, Object> object;
    private final String path;
    private final List<InvalidInput.Field> errors;

    private JsonInput(Map<String, Object> object, String path, List<InvalidInput.Field> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads a whole body and passes it to {@code reader}.
     *
     * @throws InvalidInput if the body or one of its fields is invalid
     */
    static <T> T read(InputStream body, Function<JsonInput, T> reader) {
        var text = new InputStreamReader(new BoundedBody(body), StandardCharsets.UTF_8.newDecoder());
        var input = new JsonInput(JsonTree.object(text), "", new ArrayList<>());
        T result = reader.apply(input);
        if (!input.errors.isEmpty()) {
            throw new InvalidInput(input.errors);
        }
        return result;
    }

    /** Refuses a body when more than {@link #MAX_BODY} bytes have been read from it. */
    private static final class BoundedBody extends FilterInputStream {

        private int taken;

        BoundedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            return count(next < 0 ? 0 : 1, next);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            return count(Math.max(0, read), read);
        }

        private int count(int bytes, int result) {
            taken += bytes;
            if (taken > MAX_BODY) {
                throw InvalidInput.tooLarge("The request is larger than 1 MB.");
            }
            return result;
        }
    }

    /** A text that must be present and not blank; "" after an error. */
    String requiredText(String name, int maxBytes) {
        int before = errors.size();
        String text = optionalText(name, maxBytes);
        if (text == null && errors.size() == before) {
            reject(name, "must not be blank");
        }
        return text == null ? "" : text;
    }

    /** A required text whose length is limited in UTF-16 code units, not in bytes. */
    String requiredName(String name, int maxCharacters) {
        String text = requiredText(name, MAX_BODY);
        if (text.length() > maxCharacters) {
            reject(name, "must be at most " + maxCharacters + " characters long");
            return "";
        }
        return text;
    }

    /** The same; null if it is absent, null or blank, or after an error. */
    String optionalName(String name, int maxCharacters) {
        String text = object.get(name) == null ? "" : requiredName(name, maxCharacters);
        return text.isEmpty() ? null : text;
    }

    /**
     * A text in the form that {@code normalize} returns; "" after an error.
     *
     * @param rule what is told if {@code normalize} returns nothing
     */
    String requiredForm(String name, Function<String, Optional<String>> normalize, String rule) {
        String text = requiredText(name, MAX_BODY);
        if (text.isEmpty()) {
            return "";
        }
        Optional<String> normal = normalize.apply(text);
        if (normal.isEmpty()) {
            reject(name, rule);
        }
        return normal.orElse("");
    }

    /** A text that is not blank; null if it is absent, or after an error. */
    String optionalNonBlank(String name, int maxBytes) {
        return lacks(name) ? null : requiredText(name, maxBytes);
    }

    boolean lacks(String name) {
        return object.get(name) == null;
    }

    /** Null. A value is an error, because another field excludes it. */
    String none(String name) {
        if (!lacks(name)) {
            reject(name, "cannot be given together with another");
        }
        return null;
    }

    /** True or false; false after an error. */
    boolean requiredFlag(String name) {
        int before = errors.size();
        Boolean flag = optionalFlag(name);
        if (flag == null && errors.size() == before) {
            reject(name, "must be true or false");
        }
        return Boolean.TRUE.equals(flag);
    }

    /** True or false; null if it is absent, or after an error. */
    Boolean optionalFlag(String name) {
        Object value = object.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        reject(name, "must be true or false");
        return null;
    }

    /** A text; null if it is absent, null or blank, or after an error. */
    String optionalText(String name, int maxBytes) {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        String error = error(value, maxBytes);
        if (error != null) {
            reject(name, error);
            return null;
        }
        String text = withoutControls((String) value);
        return text.isBlank() ? null : text;
    }

    private static String withoutControls(String text) {
        return CONTROLS.matcher(BREAKS.matcher(text).replaceAll("\n")).replaceAll("");
    }

    /** One of these words, in upper or lower case; null if it is absent, or after an error. */
    String optionalWord(String name, Set<String> words) {
        String text = optionalText(name, MAX_BODY);
        if (text == null) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            reject(
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

    /** One of these words, in upper or lower case; null after an error. */
    String requiredWord(String name, Set<String> words) {
        int before = errors.size();
        String word = optionalWord(name, words);
        if (word == null && errors.size() == before) {
            reject(name, "must not be blank");
        }
        return word;
    }

    /** A whole number in this range; {@code min} after an error. */
    int requiredNumber(String name, int min, int max) {
        Object value = object.get(name);
        if (value instanceof Integer number && number >= min && number <= max) {
            return number;
        }
        reject(name, "must be a whole number from " + min + " to " + max);
        return min;
    }

    /** The same; {@code fallback} if it is absent. */
    int optionalNumber(String name, int min, int max, int fallback) {
        return object.get(name) == null ? fallback : requiredNumber(name, min, max);
    }

    /** A time of ISO 8601 in UTC, before this one; {@code fallback} if it is absent, or after an error. */
    Instant optionalTime(String name, Instant before, Instant fallback) {
        String text = optionalText(name, MAX_TIME);
        if (text == null) {
            return fallback;
        }
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(before)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        reject(name, "must be a time such as 2026-09-01T08:00:00Z, within a year");
        return fallback;
    }

    /** The value that {@code find} returns for this text; null if the text is absent, or after an error. */
    <T> T optionalKnown(String name, Function<String, Optional<T>> find) {
        String text = optionalText(name, MAX_BODY);
        if (text == null) {
            return null;
        }
        Optional<T> found = find.apply(text);
        if (found.isEmpty()) {
            reject(name, "names no " + name + " of the SAT");
        }
        return found.orElse(null);
    }

    /** At least one of the words that {@code find} knows; empty after an error. */
    <T> Set<T> requiredWords(String name, Function<String, Optional<T>> find) {
        int before = errors.size();
        var found = new LinkedHashSet<T>();
        for (String word : texts(name, MAX_WORDS, MAX_TIME)) {
            find.apply(word).ifPresentOrElse(found::add, () -> reject(name, "names something unknown"));
        }
        if (found.isEmpty() && errors.size() == before) {
            reject(name, "must name at least one");
        }
        return found;
    }

    /** A list of texts; empty if it is absent, cut off at the first error. */
    List<String> texts(String name, int maxItems, int maxBytes) {
        var texts = new ArrayList<String>();
        for (Object item : list(name, maxItems).last()) {
            String error = error(item, maxBytes);
            if (error != null) {
                reject(name + "[" + texts.size() + "]", error);
                break;
            }
            texts.add(withoutControls((String) item));
        }
        return texts;
    }

    /** The last {@code lastItems} of a list of objects, each read by {@code reader}; null if the list is absent. */
    <T> List<T> lastObjects(String name, int lastItems, Function<JsonInput, T> reader) {
        if (object.get(name) == null) {
            return null;
        }
        JsonTree.Items all = list(name, Integer.MAX_VALUE);
        var objects = new ArrayList<T>();
        for (int i = Math.max(0, all.size() - lastItems); i < all.size(); i++) {
            String item = name + "[" + i + "]";
            Map<String, Object> fields = JsonTree.asObject(all.get(i));
            if (fields == null) {
                reject(item, "must be an object");
            } else {
                objects.add(reader.apply(new JsonInput(fields, path + item + ".", errors)));
            }
        }
        return objects;
    }

    private JsonTree.Items list(String name, int maxItems) {
        Object value = object.get(name);
        if (value == null) {
            return JsonTree.Items.NONE;
        }
        if (!(value instanceof JsonTree.Items list)) {
            reject(name, "must be a list");
            return JsonTree.Items.NONE;
        }
        if (list.size() > maxItems) {
            reject(name, "must have at most " + maxItems + " entries");
            return JsonTree.Items.NONE;
        }
        return list;
    }

    /** The error of a text; null if it is valid. */
    private static String error(Object value, int maxBytes) {
        if (!(value instanceof String text)) {
            return "must be a text";
        }
        // Unpaired surrogates are not characters.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return "contains characters that are no text";
        }
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return "must be at most " + maxBytes + " bytes long";
        }
        return null;
    }

    private void reject(String name, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new InvalidInput.Field(path + name, message));
        }
    }
}
