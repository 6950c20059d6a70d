package org.satbuddy.tutor.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits Markdown into blocks: list items and paragraphs. */
final class MarkdownBlocks {

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:\\d+\\.|-)\\s+");
    private static final Pattern STEP = Pattern.compile("(?m)^(?=\\d+\\. )");

    private MarkdownBlocks() {}

    /** Returns up to {@code max} blocks that share the best score, in their order; none if the best score is zero. */
    static List<String> best(Stream<String> parts, ToLongFunction<String> score, int max) {
        var blocks = parts.flatMap(part -> of(part).stream()).toList();
        long best = blocks.stream().mapToLong(score).max().orElse(0);
        return best == 0
                ? List.of()
                : blocks.stream()
                        .filter(block -> score.applyAsLong(block) == best)
                        .limit(max)
                        .toList();
    }

    /** Returns the first steps of a numbered list, each with the lines below it. */
    static String firstSteps(String list, int count) {
        return String.join("", Stream.of(STEP.split(list)).limit(count).toList())
                .strip();
    }

    /** Returns list items without their markers, and paragraphs. Tables and block quotes are left out. */
    private static List<String> of(String part) {
        var blocks = new ArrayList<String>();
        var block = new StringBuilder();
        for (String line : part.lines().toList()) {
            var item = ITEM.matcher(line);
            boolean begins = item.find();
            if (begins || line.isBlank()) {
                keep(block, blocks);
            }
            if (!line.isBlank()) {
                block.append(block.isEmpty() ? "" : "\n").append(begins ? line.substring(item.end()) : line);
            }
        }
        keep(block, blocks);
        return blocks;
    }

    private static void keep(StringBuilder block, List<String> blocks) {
        String text = block.toString();
        if (!text.isEmpty() && !text.startsWith("|") && !text.startsWith(">")) {
            blocks.add(text);
        }
        block.setLength(0);
    }
}
