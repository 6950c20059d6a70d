package org.satbuddy.tutor.guide;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of the guide.
 *
 * @param slug its name: the file's, and for a skill the taxonomy's
 * @param section as students know it: Reading and Writing, Math, or General
 * @param keywords what students call it
 * @param hint a question that leads to the first step
 * @param parts its Markdown by heading, in order
 */
record GuideEntry(String slug, String title, String section, String keywords, String hint, Map<String, String> parts) {

    private static final String FENCE = "---";
    private static final String HEADING = "## ";

    /** Reads a file of the guide: {@code key: value} lines between two fences, then Markdown with second-level headings. */
    static GuideEntry parse(String slug, String text) {
        String[] lines = text.split("\\R");
        var head = new LinkedHashMap<String, String>();
        int i = 1;
        for (; !lines[i].equals(FENCE); i++) {
            int colon = lines[i].indexOf(':');
            head.put(
                    lines[i].substring(0, colon).strip(),
                    lines[i].substring(colon + 1).strip());
        }
        var parts = new LinkedHashMap<String, String>();
        String heading = null;
        var body = new StringBuilder();
        for (i++; i < lines.length; i++) {
            if (lines[i].startsWith(HEADING)) {
                put(parts, heading, body);
                heading = lines[i].substring(HEADING.length()).strip();
            } else {
                body.append(lines[i]).append('\n');
            }
        }
        put(parts, heading, body);
        return new GuideEntry(
                slug,
                head.get("title"),
                head.get("section"),
                head.getOrDefault("keywords", ""),
                head.getOrDefault("hint", ""),
                parts);
    }

    private static void put(Map<String, String> parts, String heading, StringBuilder body) {
        if (heading != null) {
            parts.put(heading, body.toString().strip());
        }
        body.setLength(0);
    }

    /** A part with its heading, as Markdown; empty if the entry has none of that name. */
    String part(String heading) {
        String body = parts.get(heading);
        return body == null ? "" : "### " + heading + "\n\n" + body + "\n\n";
    }
}
