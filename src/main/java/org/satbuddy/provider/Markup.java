package org.satbuddy.provider;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text is mathematics and where it is code, by the delimiters of LaTeX and Markdown. A delimiter that is not closed
 * within its paragraph (a fence: within the text) is a character like others, so that a stray one makes no formula of the
 * prose behind it.
 */
final class Markup {

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
    private static final int FENCE = 3;

    /** Longer than what anybody writes between single dollars. */
    private static final int LONGEST = 200;

    /**
     * Between single dollars, which are money as often as not: space at an edge, an end of line, an at sign, or two words in
     * a row.
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
            at = markup.behind(at);
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

    private int behind(int at) {
        return switch (text.charAt(at)) {
            case '\\' -> behindBackslash(at);
            case '$' -> behindDollar(at);
            case '`', '~' -> behindTicks(at);
            default -> at + 1;
        };
    }

    /** Backslashes of LaTeX are doubled inside JSON, which earlier answers may be; any other one escapes what follows. */
    private int behindBackslash(int at) {
        if (text.startsWith("\\(", at)) {
            return behindFormula(at, "\\(", "\\)");
        }
        if (text.startsWith("\\[", at)) {
            return behindFormula(at, "\\[", "\\]");
        }
        return text.startsWith("\\\\", at) ? at + 1 : at + 2;
    }

    private int behindFormula(int at, String opening, String closing) {
        int begin = at + opening.length();
        int end = text.indexOf(closing, begin);
        if (end < 0 || end > paragraphEnd(begin) || opensBetween(at, end, opening)) {
            return begin;
        }
        return mark(mathematics, at, end + closing.length());
    }

    /** Then the first one was a stray. A second backslash makes it the end of a line with some space below. */
    private boolean opensBetween(int at, int end, String opening) {
        int again = text.lastIndexOf(opening, end - 1);
        return again > at && text.charAt(again - 1) != '\\';
    }

    private int behindDollar(int at) {
        if (text.startsWith("$$", at)) {
            return behindFormula(at, "$$", "$$");
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

    /** Code ends at the next run of as many ticks. */
    private int behindTicks(int at) {
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

    /** Of the paragraph that {@code from} is in; asked for ever later positions. */
    private int paragraphEnd(int from) {
        if (from > paragraphEnd) {
            Matcher blank = BLANK_LINE.matcher(text);
            paragraphEnd = from < text.length() && blank.find(from) ? blank.start() : text.length();
        }
        return paragraphEnd;
    }
}
