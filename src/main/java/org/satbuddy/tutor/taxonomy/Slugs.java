package org.satbuddy.tutor.taxonomy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the slugs of the taxonomy, and finds parts of the taxonomy by their slugs. */
final class Slugs {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");

    private Slugs() {}

    static String slug(String title) {
        return String.join("-", words(title));
    }

    /** The lower-case words of a text, without punctuation. */
    static String[] words(String text) {
        String bare = NOT_A_WORD
                .matcher(text.toLowerCase(Locale.ROOT).replace("'", "").replace("’", ""))
                .replaceAll(" ")
                .strip();
        return bare.isEmpty() ? new String[0] : bare.split(" ");
    }

    /** Finds the first value whose code, slug or title is {@code text}. Case and punctuation are ignored. */
    static <T extends Named> Optional<T> find(T[] values, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String wanted = slug(text);
        return Stream.of(values)
                .filter(value ->
                        slug(value.code()).equals(wanted) || value.slug().equals(wanted))
                .findFirst();
    }
}
