package org.satbuddy.provider;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks which parts of a text are mathematics and which are code, by the delimiters of LaTeX and Markdown. A
 * delimiter must be closed within its paragraph, and a fence within the text. Otherwise it counts as an ordinary
 * character, so a stray delimiter does not turn the prose after it into a formula.
 */
final class Markup {

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
    private static final int FENCE = 3;

    /** The longest formula between single dollars, in characters. */
    private static final int LONGEST = 200;

    /**
     * Signs of prose between single dollars, which often mean money: white space at an edge, a line break, an at
     * sign, or two words in a row.
     */
    private static final Pattern PROSE =
            Pattern.compile("^\\s|\\s\\z|[\\n@]|(?<![\\\\\\p{L}])\\p{L}{2,}\\s+\\p{L}{2,}");

    private final String text;
    private final BitSet mathematics = new BitSet();
    private final BitSet code = new BitSet();
    private int paragraphEnd = -1;

    private Markup(String text) {
        this.text = text;
    }

    static Markup of(String text) {
        var markup = new Markup(text);
        for (int at = 0; at < text.length(); ) {
            at = markup.scan(at);
        }
        return markup;
    }

    /** Whether any of these characters is mathematics. */
    boolean mathematicsIn(int from, int to) {
        return any(mathematics, from, to);
    }

    /** Whether any of these characters is code. */
    boolean codeIn(int from, int to) {
        return any(code, from, to);
    }

    private static boolean any(BitSet set, int from, int to) {
        int next = set.nextSetBit(from);
        return next >= 0 && next < to;
    }

    /** Scans one character or one marked part, and returns the position after it. */
    private int scan(int at) {
        return switch (text.charAt(at)) {
            case '\\' -> scanBackslash(at);
            case '$' -> scanDollar(at);
            case '`', '~' -> scanTicks(at);
            default -> at + 1;
        };
    }

    /**
     * Of two backslashes only the first is skipped, because earlier answers may be JSON, where LaTeX backslashes are
     * doubled. A single backslash that opens no formula escapes the next character.
     */
    private int scanBackslash(int at) {
        if (text.startsWith("\\(", at)) {
            return scanFormula(at, "\\(", "\\)");
        }
        if (text.startsWith("\\[", at)) {
            return scanFormula(at, "\\[", "\\]");
        }
        return text.startsWith("\\\\", at) ? at + 1 : at + 2;
    }

    private int scanFormula(int at, String opening, String closing) {
        int begin = at + opening.length();
        int end = text.indexOf(closing, begin);
        if (end < 0 || end > paragraphEnd(begin) || opensBetween(at, end, opening)) {
            return begin;
        }
        return mark(mathematics, at, end + closing.length());
    }

    /**
     * A second opening delimiter makes the first one stray. After another backslash, it is a line break with spacing.
     */
    private boolean opensBetween(int at, int end, String opening) {
        int again = text.lastIndexOf(opening, end - 1);
        return again > at && text.charAt(again - 1) != '\\';
    }

    private int scanDollar(int at) {
        if (text.startsWith("$$", at)) {
            return scanFormula(at, "$$", "$$");
        }
        int end = text.indexOf('$', at + 1);
        return end > at + 1 && isFormula(at + 1, end) ? mark(mathematics, at, end + 1) : at + 1;
    }

    private boolean isFormula(int from, int end) {
        boolean money = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        return !money
                && end - from <= LONGEST
                && !PROSE.matcher(text.substring(from, end)).find();
    }

    /** Code ends at the next run of the same number of ticks. */
    private int scanTicks(int at) {
        int ticks = run(at);
        int begin = at + ticks;
        int end = nextRun(text.charAt(at), ticks, begin);
        boolean fence = ticks >= FENCE;
        boolean opens = fence || text.charAt(at) == '`';
        if (!opens || end < 0 || (!fence && end > paragraphEnd(begin))) {
            return begin;
        }
        return mark(code, at, end + ticks);
    }

    private int nextRun(char tick, int length, int from) {
        int at = text.indexOf(tick, from);
        while (at >= 0 && run(at) != length) {
            at = text.indexOf(tick, at + run(at));
        }
        return at;
    }

    private int run(int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == text.charAt(at)) {
            end++;
        }
        return end - at;
    }

    private static int mark(BitSet set, int from, int to) {
        set.set(from, to);
        return to;
    }

    /** The end of the paragraph that contains {@code from}. Callers pass increasing positions. */
    private int paragraphEnd(int from) {
        if (from > paragraphEnd) {
            Matcher blank = BLANK_LINE.matcher(text);
            paragraphEnd = from < text.length() && blank.find(from) ? blank.start() : text.length();
        }
        return paragraphEnd;
    }
}
