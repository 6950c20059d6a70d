package org.satbuddy.page;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A language that the page can be read in.
 *
 * @param tag as in BCP 47; the name of its file
 * @param words by key; what stands in braces is put in by whoever says it
 */
record Language(String tag, Map<String, String> words) {

    /** Its own name for itself. */
    private static final String NAME = "language.name";

    Language {
        words = Collections.unmodifiableMap(new TreeMap<>(words));
    }

    static Language of(String tag, JsonObject file) {
        var words = new TreeMap<String, String>();
        file.forEach((key, value) -> words.put(key, ((JsonString) value).getString()));
        return new Language(tag, words);
    }

    /** This language, with another one's words for what it has none for. */
    Language orElse(Language other) {
        var all = new TreeMap<>(other.words);
        all.putAll(words);
        return new Language(tag, all);
    }

    String name() {
        return words.getOrDefault(NAME, tag);
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    String json() {
        var json = Json.createObjectBuilder();
        words.forEach(json::add);
        return json.build().toString();
    }
}
