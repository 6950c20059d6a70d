package org.satbuddy.tutor.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes Markdown apart into list items and paragraphs. */
final class MarkdownBlocks {

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:\\d+\\.|-)\\s+");
    private static final Pattern STEP = Pattern.compile("(?m)^(?=\\d+\\. )");

    private MarkdownBlocks() {}

    /** The passages that score best, in their order, at most {@code max}; none that scores nothing. */
    static List<String> best(Stream<String> parts, ToLongFunction<String> score, int max) {
        var passages = parts.flatMap(part -> of(part).stream()).toList();
        long best = passages.stream().mapToLong(score).max().orElse(0);
        return best == 0
                ? List.of()
                : passages.stream()
                        .filter(passage -> score.applyAsLong(passage) == best)
                        .limit(max)
                        .toList();
    }

    /** The first steps of a numbered list, with what stands below them. */
    static String firstSteps(String list, int count) {
        return String.join("", Stream.of(STEP.split(list)).limit(count).toList())
                .strip();
    }

    /** Every list item, without its mark, and every paragraph; no tables and no quoted texts. */
    private static List<String> of(String part) {
        var passages = new ArrayList<String>();
        var passage = new StringBuilder();
        for (String line : part.lines().toList()) {
            var item = ITEM.matcher(line);
            boolean begins = item.find();
            if (begins || line.isBlank()) {
                keep(passage, passages);
            }
            if (!line.isBlank()) {
                passage.append(passage.isEmpty() ? "" : "\n").append(begins ? line.substring(item.end()) : line);
            }
        }
        keep(passage, passages);
        return passages;
    }

    private static void keep(StringBuilder passage, List<String> passages) {
        String text = passage.toString();
        if (!text.isEmpty() && !text.startsWith("|") && !text.startsWith(">")) {
            passages.add(text);
        }
        passage.setLength(0);
    }
}
