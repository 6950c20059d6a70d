package org.satbuddy.tutor.guide;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses one entry: front matter of {@code name: value} lines between two lines of hyphens, then five parts under
 * headings.
 */
final class EntryParser {

    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\n(.*?)\n---\n", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^## +(.+)$");

    private final String name;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> parts = new LinkedHashMap<>();

    private EntryParser(String name) {
        this.name = name;
    }

    /** @throws IllegalStateException if a property or part is missing; the guide ships with the program */
    static GuideEntry parse(String name, String text) {
        return new EntryParser(name).read(text.replace("\r\n", "\n"));
    }

    private GuideEntry read(String text) {
        var front = FRONT_MATTER.matcher(text);
        if (!front.find()) {
            throw new IllegalStateException(name + " has no front matter");
        }
        front.group(1).lines().forEach(this::property);
        part(text.substring(front.end()));
        return new GuideEntry(
                required(properties, "slug"),
                required(properties, "title"),
                required(properties, "section"),
                required(properties, "domain"),
                keywords(),
                required(properties, "hint"),
                parts.containsKey("What it is") ? parts.get("What it is") : required(parts, "What it tests"),
                required(parts, "How to approach it"),
                required(parts, "Worked example"),
                required(parts, "Common mistakes"),
                required(parts, "Quick practice tip"));
    }

    private void property(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalStateException(name + " has front matter without a name: " + line);
        }
        properties.put(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private void part(String body) {
        var heading = HEADING.matcher(body);
        boolean found = heading.find();
        while (found) {
            String title = heading.group(1).strip();
            int from = heading.end();
            found = heading.find();
            parts.put(
                    title,
                    body.substring(from, found ? heading.start() : body.length())
                            .strip());
        }
    }

    private List<String> keywords() {
        return Arrays.stream(required(properties, "keywords").split(";", -1))
                .map(String::strip)
                .toList();
    }

    private String required(Map<String, String> from, String key) {
        String value = from.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " has no " + key);
        }
        return value;
    }
}
