package org.satbuddy.tutor.question;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that the mathematics in a text is delimited and can be parsed. */
final class LatexCheck {

    private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+");
    private static final Pattern DOLLARS =
            Pattern.compile("\\$\\$|\\$[^$\\n]{0,80}[\\\\^_][^$\\n]{0,80}\\$|\\$[A-Za-z]\\$");

    private final String text;
    private final StringBuilder prose = new StringBuilder();
    private String closing;
    private int opened;

    private LatexCheck(String text) {
        this.text = text;
    }

    /** Returns the problem as the rest of a sentence that begins with the name of the field; empty if there is none. */
    static Optional<String> problem(String text) {
        return new LatexCheck(text).findProblem();
    }

    private Optional<String> findProblem() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
                return Optional.of("contains a control character: write every backslash of LaTeX as \\\\ in JSON");
            }
            if (c != '\\') {
                if (closing == null) {
                    prose.append(c);
                }
                i++;
                continue;
            }
            String pair = text.substring(i, Math.min(i + 2, text.length()));
            i += 2;
            if (pair.equals("\\(") || pair.equals("\\[")) {
                if (closing != null) {
                    return Optional.of("opens " + pair + " inside mathematics");
                }
                closing = pair.equals("\\(") ? "\\)" : "\\]";
                opened = i;
                prose.append(' ');
            } else if (pair.equals("\\)") || pair.equals("\\]")) {
                if (!pair.equals(closing)) {
                    return Optional.of("has " + pair + " without its opening delimiter");
                }
                Optional<String> inside = formulaProblem(text.substring(opened, i - 2));
                if (inside.isPresent()) {
                    return inside;
                }
                closing = null;
            } else if (closing == null) {
                // An escaped dollar sign is money.
                prose.append(pair.equals("\\$") ? " " : pair);
            }
        }
        if (closing != null) {
            return Optional.of("does not close its mathematics with " + closing);
        }
        return proseProblem();
    }

    private Optional<String> proseProblem() {
        Matcher command = COMMAND.matcher(prose);
        if (command.find()) {
            return Optional.of("has the LaTeX command " + command.group() + " outside \\( \\)");
        }
        if (DOLLARS.matcher(prose).find()) {
            return Optional.of("has mathematics between dollar signs: write \\( \\) or \\[ \\]");
        }
        return Optional.empty();
    }

    private static Optional<String> formulaProblem(String formula) {
        if (formula.isBlank()) {
            return Optional.of("has empty mathematics");
        }
        Deque<String> environments = new ArrayDeque<>();
        int braces = 0;
        int lefts = 0;
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (c == '{') {
                braces++;
            } else if (c == '}' && --braces < 0) {
                return Optional.of("has a closing brace too many in \\(" + formula + "\\)");
            } else if (c == '\\') {
                Matcher command = COMMAND.matcher(formula).region(i, formula.length());
                if (!command.lookingAt()) {
                    if (i + 1 == formula.length()) {
                        return Optional.of("ends mathematics with a backslash");
                    }
                    i++;
                    continue;
                }
                int after = command.end();
                switch (command.group()) {
                    case "\\left" -> lefts++;
                    case "\\right" -> lefts--;
                    case "\\begin" -> environments.push(group(formula, after));
                    case "\\end" -> {
                        if (environments.isEmpty() || !environments.pop().equals(group(formula, after))) {
                            return Optional.of("has an unmatched \\end in its mathematics");
                        }
                    }
                    case "\\frac", "\\dfrac", "\\tfrac" -> {
                        int second = afterArgument(formula, after);
                        if (second < 0 || afterArgument(formula, second) < 0) {
                            return Optional.of("has a \\frac without its two arguments");
                        }
                    }
                    case "\\sqrt" -> {
                        if (after >= formula.length()) {
                            return Optional.of("has a \\sqrt without its argument");
                        }
                    }
                    default -> {
                        // Any other command stands alone or is followed by groups, whose braces are counted.
                    }
                }
                i = after - 1;
            }
            if (lefts < 0) {
                return Optional.of("has a \\right without its \\left");
            }
        }
        if (braces != 0) {
            return Optional.of("has unbalanced braces in \\(" + formula + "\\)");
        }
        if (lefts != 0) {
            return Optional.of("has a \\left without its \\right");
        }
        return environments.isEmpty() ? Optional.empty() : Optional.of("has an unmatched \\begin in its mathematics");
    }

    private static String group(String formula, int at) {
        int end = formula.indexOf('}', at);
        return end < 0 ? "" : formula.substring(at, end);
    }

    /** Returns the position after one argument; -1 if there is none. */
    private static int afterArgument(String formula, int from) {
        int at = from;
        while (at < formula.length() && formula.charAt(at) == ' ') {
            at++;
        }
        if (at >= formula.length()) {
            return -1;
        }
        if (formula.charAt(at) == '\\') {
            Matcher command = COMMAND.matcher(formula).region(at, formula.length());
            return command.lookingAt() ? command.end() : -1;
        }
        if (formula.charAt(at) != '{') {
            return Character.isLetterOrDigit(formula.charAt(at)) ? at + 1 : -1;
        }
        int depth = 0;
        for (; at < formula.length(); at++) {
            if (formula.charAt(at) == '\\') {
                at++;
            } else if (formula.charAt(at) == '{') {
                depth++;
            } else if (formula.charAt(at) == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
