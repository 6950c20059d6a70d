package org.satbuddy.page;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A language of the page.
 *
 * @param tag the BCP 47 tag, which is the name of the file
 * @param words by key; the caller replaces the names in braces
 */
record Language(String tag, Map<String, String> words) {

    /** The key of the language's own name. */
    private static final String NAME = "language.name";

    Language {
        words = Collections.unmodifiableMap(new TreeMap<>(words));
    }

    static Language of(String tag, JsonObject file) {
        var words = new TreeMap<String, String>();
        file.forEach((key, value) -> words.put(key, ((JsonString) value).getString()));
        return new Language(tag, words);
    }

    /** This language, completed by the words of another one. */
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
