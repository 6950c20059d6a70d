package org.satbuddy.shipped;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A mapping in YAML. A value that is missing, empty, of another type or never asked for is an error. */
final class YamlEntry {

    private final Map<?, ?> values;
    private final Set<Object> unused;

    YamlEntry(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("This must be a mapping: " + node);
        }
        values = map;
        unused = new HashSet<>(map.keySet());
    }

    String text(String key) {
        return text(key, null);
    }

    /** The text, or the default if there is none; a default of null makes the text mandatory. */
    String text(String key, String byDefault) {
        Object value = value(key);
        if (value == null && byDefault != null) {
            return byDefault;
        }
        return text(key, value);
    }

    List<String> texts(String key) {
        return list(key).stream().map(it -> text(key, it)).toList();
    }

    LocalDate date(String key) {
        if (value(key) instanceof Date date) {
            return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
        }
        throw fault(key, "must be a date such as 2026-11-30");
    }

    /** The mappings in a list, which may be empty. */
    <T> List<T> entries(String key, Function<YamlEntry, T> read) {
        if (value(key) instanceof List<?> list) {
            return list.stream().map(YamlEntry::new).map(read).toList();
        }
        throw fault(key, "must be a list");
    }

    /** Returns its argument once all values have been asked for. */
    <T> T complete(T read) {
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("Unknown keys " + unused + " in " + values);
        }
        return read;
    }

    private List<?> list(String key) {
        if (value(key) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw fault(key, "must be a list that is not empty");
    }

    private Object value(String key) {
        unused.remove(key);
        return values.get(key);
    }

    private String text(String key, Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw fault(key, "must be a text; a version such as 1.0 needs quotes");
    }

    private IllegalArgumentException fault(String key, String fault) {
        return new IllegalArgumentException("\"" + key + "\" " + fault + " in " + values);
    }
}
