package org.satbuddy.tutor.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Translates symbols, and phrases that consist of stop words, into words that the guide can be searched for. */
final class Notation {

    /** In characters. A longer text is pasted and has enough words of its own. */
    private static final int LONGEST = 2_000;

    private static final Pattern SQUARE = Pattern.compile("[a-z)]\\s?(?:\\^\\s?\\{?2|²|\\*\\*\\s?2)");
    private static final Pattern CIRCLE =
            Pattern.compile("[x)]\\s?(?:\\^\\s?\\{?2|²)[^=]{0,20}[+][^=]{0,20}[y)]\\s?(?:\\^\\s?\\{?2|²)[^=]{0,30}=");
    private static final Pattern EXPONENTIAL = Pattern.compile("\\d\\)?\\s?\\^\\s?[{(]?[a-z]");
    private static final Pattern ABSOLUTE = Pattern.compile("\\|[^|]{1,40}\\|");
    private static final Pattern LESS_OR_GREATER = Pattern.compile("[<>≤≥]|\\\\(?:le|ge|leq|geq)\\b");
    private static final Pattern ROOT = Pattern.compile("√|\\bsqrt\\b|\\\\sqrt");
    private static final Pattern FUNCTION = Pattern.compile("\\b[fgh]\\s?\\(\\s?-?[a-z0-9]{1,3}\\s?\\)");
    private static final Pattern RATIO = Pattern.compile("\\b\\d{1,3}\\s?:\\s?\\d{1,3}\\b(?!\\s?(?:am|pm))");
    private static final Pattern EQUALS = Pattern.compile("[^=<>!]=[^=]");
    private static final Pattern X = Pattern.compile("(?<![a-z])x(?![a-z])");
    private static final Pattern Y = Pattern.compile("(?<![a-z])y(?![a-z])");
    private static final Pattern ANY_LETTER = Pattern.compile("(?<![a-z])[a-z](?![a-z])");
    private static final Pattern REWRITE = Pattern.compile("\\b(?:factor|expand|simplif|foil|rewrite|equivalent)");
    private static final Pattern OF_A_GRAPH =
            Pattern.compile("\\b(?:vertex|parabola|graph|minimum|maximum|lowest|highest|axis|shift)");
    private static final Pattern ITS =
            Pattern.compile("\\bits\\b.{1,20}\\bit'?s\\b|\\bit's\\b.{1,20}\\bits\\b|\\bits'");
    private static final Pattern THEIR =
            Pattern.compile("\\b(?:their|there|they're|theyre)\\b.{1,12}\\b(?:their|there|they're|theyre)\\b");

    /** The search drops nearly all of these words, because they occur in questions on any topic. */
    private static final Pattern THE_TEST =
            Pattern.compile("^(?:what(?:'?s| is)?|tell me)(?: on| about)? the (?:digital )?sat\\W*$");

    private final String text;
    private final List<String> words = new ArrayList<>();

    private Notation(String text) {
        this.text = text;
    }

    /**
     * Returns words for the notation in a question; empty if there is none.
     *
     * @param question in lower case, with straight quotes
     */
    static String inWords(String question) {
        if (question.length() > LONGEST) {
            return "";
        }
        return String.join(" ", new Notation(question).translated());
    }

    private List<String> translated() {
        addIf(ABSOLUTE, "absolute value");
        addIf(LESS_OR_GREATER, "inequality");
        addIf(ROOT, "square root radical");
        addIf(RATIO, "ratio");
        addIf(THE_TEST, "test format");
        addIf(ITS, "apostrophe possessive");
        addIf(THEIR, "their there they're apostrophe");
        if (text.indexOf('%') >= 0) {
            words.add("percent");
        }
        if (text.indexOf('±') >= 0) {
            words.add("margin of error");
        }
        if (text.indexOf('°') >= 0) {
            words.add("angle");
        }
        curveOrLine();
        return words;
    }

    private void curveOrLine() {
        if (has(CIRCLE)) {
            words.add("equation of a circle");
        } else if (has(SQUARE)) {
            words.add(square());
        } else if (has(EXPONENTIAL)) {
            words.add("exponential");
        } else if (has(FUNCTION)) {
            words.add("linear function notation");
        } else if (!has(ABSOLUTE) && !has(ROOT)) {
            line();
        }
    }

    private String square() {
        if (has(FUNCTION) || has(OF_A_GRAPH)) {
            return "quadratic function";
        }
        return has(REWRITE) ? "equivalent expression" : "solve quadratic equation";
    }

    private void line() {
        long equations = EQUALS.matcher(text).results().count();
        boolean both = has(X) && has(Y);
        if (both && equations >= 2) {
            words.add("system of equations");
        } else if (both && equations == 1) {
            words.add("equation of a line two variables");
        } else if (equations >= 1 && has(ANY_LETTER)) {
            words.add("linear equation in one variable, solve for x");
        }
    }

    private void addIf(Pattern notation, String meaning) {
        if (has(notation)) {
            words.add(meaning);
        }
    }

    private boolean has(Pattern notation) {
        return notation.matcher(text).find();
    }
}
