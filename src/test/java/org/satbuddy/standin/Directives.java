package org.satbuddy.standin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the last user message asks of the stand-in, in square brackets: {@code [429]}, {@code [500 once]},
 * {@code [429 x3]}, {@code [quota]}, and in addition {@code [slow 10s]}, {@code [retry-after 2]}, {@code [task NAME]},
 * {@code [words 200]} and {@code [pace 50ms]}.
 *
 * @param behaviour empty for a correct answer
 * @param times how often to misbehave before answering correctly
 * @param slow ms before the answer begins; -1 for the usual delay
 * @param retryAfter the Retry-After header of a 429 or 503; {@code none} leaves it out
 * @param words the length of the answer, in words that no other call shares; 0 for the usual answer
 * @param pace ms before each piece of a stream
 * @param task the name under which to count the call; empty for none
 */
record Directives(String behaviour, int times, long slow, String retryAfter, int words, long pace, String task) {

    private static final Pattern BRACKETS = Pattern.compile("\\[([A-Za-z0-9][A-Za-z0-9 _.:,-]{0,60})]");
    private static final Pattern TIMES = Pattern.compile("(.+) (once|always|x\\d{1,6})");
    private static final Pattern SLOW = Pattern.compile("(\\d{1,6})\\s*(ms|s)");

    static Directives in(String text) {
        String behaviour = "";
        int times = 0;
        Map<String, String> others = new HashMap<>();
        for (Matcher m = BRACKETS.matcher(text); m.find(); ) {
            String directive = m.group(1).strip();
            int blank = directive.indexOf(' ');
            if (blank > 0 && directive.matches("(slow|retry-after|task|words|pace) .*")) {
                others.putIfAbsent(
                        directive.substring(0, blank),
                        directive.substring(blank + 1).strip());
                continue;
            }
            Matcher counted = TIMES.matcher(directive);
            String name = (counted.matches() ? counted.group(1) : directive).toLowerCase(Locale.ROOT);
            if (behaviour.isEmpty() && Behaviour.of(name).isPresent()) {
                behaviour = name;
                times = times(name, counted.matches() ? counted.group(2) : "");
            }
        }
        return new Directives(
                behaviour,
                times,
                millis(others.get("slow"), -1),
                others.getOrDefault("retry-after", "1"),
                Integer.parseInt(others.getOrDefault("words", "0")),
                millis(others.get("pace"), 0),
                others.getOrDefault("task", ""));
    }

    private static int times(String name, String word) {
        if (word.startsWith("x")) {
            return Integer.parseInt(word.substring(1));
        }
        // A plain 429 passes after one call. Everything else lasts.
        return word.equals("once") || word.isEmpty() && name.equals("429") ? 1 : Integer.MAX_VALUE;
    }

    private static long millis(String length, long usual) {
        Matcher m = SLOW.matcher(length == null ? "" : length);
        if (!m.matches()) {
            return usual;
        }
        return Long.parseLong(m.group(1)) * (m.group(2).equals("s") ? 1000 : 1);
    }
}
