package org.satbuddy.page;

import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The languages that have a file. English has every word, and completes the others. */
final class Languages {

    private static final String FOLDER = "/WEB-INF/languages/";
    private static final String SUFFIX = ".json";
    private static final String DEFAULT = "en";

    /** Most languages of a header that are read. Browsers send fewer. */
    private static final int MAX_RANGES = 20;

    /**
     * Longest entry of a header that is read, in characters: a tag of 35 (RFC 5646, 4.4.1) and its weight. Java's parser
     * takes seconds for a tag of a few thousand characters.
     */
    private static final int MAX_RANGE_LENGTH = 48;

    private final List<Language> all;
    private final Language otherwise;

    /** @throws IllegalArgumentException if English is missing */
    Languages(List<Language> all) {
        this.otherwise = all.stream()
                .filter(it -> it.tag().equals(DEFAULT))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no file of English words."));
        this.all = all.stream()
                .map(it -> it.orElse(otherwise))
                .sorted(Comparator.comparing(Language::name))
                .toList();
    }

    static Languages load(PageFiles files) {
        var all = new ArrayList<Language>();
        Set<String> paths = files.getResourcePaths(FOLDER);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith(SUFFIX)) {
                all.add(read(files, path));
            }
        }
        return new Languages(all);
    }

    private static Language read(PageFiles files, String path) {
        String tag = path.substring(FOLDER.length(), path.length() - SUFFIX.length());
        try (InputStream in = files.getResourceAsStream(path);
                var reader = Json.createReader(in)) {
            return Language.of(tag, reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** In the order of their own names. */
    List<Language> all() {
        return all;
    }

    /**
     * The chosen language, else the one that the browser prefers, else English.
     *
     * @param chosen the tag of the language that the reader has chosen; null if none
     * @param accepted the header {@code Accept-Language}; null if there is none
     */
    Language choose(String chosen, String accepted) {
        return all.stream().filter(it -> it.tag().equals(chosen)).findFirst().orElseGet(() -> preferred(accepted));
    }

    private Language preferred(String accepted) {
        String ranges = accepted == null ? "" : bounded(accepted);
        if (ranges.isBlank()) {
            return otherwise;
        }
        try {
            List<Locale.LanguageRange> wishes = Locale.LanguageRange.parse(ranges);
            Locale found =
                    Locale.lookup(wishes, all.stream().map(Language::locale).toList());
            return all.stream()
                    .filter(it -> it.locale().equals(found))
                    .findFirst()
                    .orElse(otherwise);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // An invalid header names no language. Java fails on a lone hyphen with an IndexOutOfBoundsException.
            return otherwise;
        }
    }

    private static String bounded(String accepted) {
        return Stream.of(accepted.split(",", MAX_RANGES + 1))
                .limit(MAX_RANGES)
                .filter(range -> range.length() <= MAX_RANGE_LENGTH)
                .collect(Collectors.joining(","));
    }
}
