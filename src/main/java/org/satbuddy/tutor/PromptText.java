package org.satbuddy.tutor;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Loads the prompts that are kept as resources, and marks the text that a student wrote. */
final class PromptText {

    /** Possessive, because a student may send an angle bracket and 65,000 spaces. */
    private static final Pattern TAG_BEGIN = Pattern.compile("<(?=\\s*+/?+\\s*+(\\w++))");

    private PromptText() {}

    static String load(String name) {
        try (InputStream in = PromptText.class.getResourceAsStream("/prompts/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the prompt " + name, e);
        }
    }

    static JsonObject loadJson(String name) {
        try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(load(name)))) {
            return reader.readObject();
        }
    }

    /** Puts text as data between tags that it cannot close itself, and cuts it to {@code most} characters. */
    static String quoted(String tag, String text, int most) {
        String begin = text.length() > most ? text.substring(0, most) : text;
        String harmless = TAG_BEGIN
                .matcher(begin)
                .replaceAll(it -> it.group(1).regionMatches(true, 0, tag, 0, tag.length()) ? "&lt;" : "<");
        String bounded = harmless.length() > most ? harmless.substring(0, most) : harmless;
        return "<" + tag + ">\n" + bounded + "\n</" + tag + ">";
    }
}
