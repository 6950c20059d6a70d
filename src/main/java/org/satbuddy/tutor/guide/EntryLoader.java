package org.satbuddy.tutor.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Loads the guide's resources. An index file names them, because a directory inside an archive cannot be listed. */
final class EntryLoader {

    private static final String DIRECTORY = "/study-guide/";

    private EntryLoader() {}

    /** Returns all entries in the order of the taxonomy, the general ones last. */
    static List<GuideEntry> load() {
        return read("index.txt")
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> EntryParser.parse(name, read(name + ".md")))
                .toList();
    }

    private static String read(String name) {
        try (InputStream in = EntryLoader.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new IllegalStateException("The study guide lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " of the study guide", e);
        }
    }
}
