package org.satbuddy.tutor.question;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes strict JSON of the nearly-JSON that models write: drops trailing commas, escapes raw line breaks, quotation marks
 * and single backslashes inside strings. One pass over the text, no recursion.
 *
 * <p>A backslash before b, f, n, r or t may begin an escape of JSON or a command of LaTeX ({@code \beta}, {@code \frac},
 * {@code \neq}, {@code \right}, {@code \times}). Nobody means a backspace, a form feed or a tab in a question, so the
 * command wins wherever its name is one; {@code \n} is a line break again where the writer is seen to double the
 * backslashes of LaTeX.
 */
final class JsonRepair {

    private static final int DEEPEST = 16;
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Pattern HEX = Pattern.compile("u[0-9A-Fa-f]{4}");

    /** The commands that begin with the letter of an escape and are used at school. */
    private static final Set<String> COMMANDS = Set.of("""
        bar because begin beta bf big bigcap bigcup bigg biggl biggr bigl bigr binom bmod bold
        boldsymbol bot boxed bullet flat forall frac nabla natural ne nearrow neg neq newline
        ngeq nleq nmid not notin nparallel nsubseteq nu nwarrow rangle rbrace rceil rfloor rho
        right rightarrow rightleftharpoons rm root tan tanh tau tbinom text textbf textit textrm
        textstyle tfrac therefore theta tilde times to top triangle triangleq tt
        """.split("\\s+"));

    private final String text;
    private final boolean quotesInside;
    private final boolean doubles;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private JsonRepair(String text, int from, boolean quotesInside) {
        this.text = text;
        this.at = from;
        this.quotesInside = quotesInside;
        this.doubles = doublesBackslashes(text);
    }

    /** Whether the writer escapes LaTeX as JSON asks for: some backslashes are doubled and none stands where it must not. */
    private static boolean doublesBackslashes(String text) {
        boolean doubled = false;
        for (int i = text.indexOf('\\'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\\', i + 2)) {
            char escaped = text.charAt(i + 1);
            if ("\"\\/nrtu".indexOf(escaped) < 0) {
                return false;
            }
            doubled |= escaped == '\\';
        }
        return doubled;
    }

    /**
     * The object that begins at {@code from}, as JSON; empty when it does not end or is nested too deep.
     *
     * @param quotesInside whether a quotation mark that cannot end a string is taken for a part of it
     */
    static Optional<String> object(String text, int from, boolean quotesInside) {
        return new JsonRepair(text, from, quotesInside).repair();
    }

    private Optional<String> repair() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (!string()) {
                    return Optional.empty();
                }
                continue;
            }
            if (c == '{' || c == '[') {
                if (++depth > DEEPEST) {
                    return Optional.empty();
                }
            } else if (c == '}' || c == ']') {
                depth--;
                dropTrailingComma();
            }
            out.append(c);
            if (depth == 0) {
                return Optional.of(out.toString());
            }
        }
        return Optional.empty();
    }

    private void dropTrailingComma() {
        int last = out.length() - 1;
        while (last >= 0 && Character.isWhitespace(out.charAt(last))) {
            last--;
        }
        if (last >= 0 && out.charAt(last) == ',') {
            out.setLength(last);
        }
    }

    /** Copies a string up to its end; false when it has none. */
    private boolean string() {
        out.append('"');
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                backslash();
            } else if (c == '"') {
                if (!quotesInside || endsString()) {
                    out.append('"');
                    return true;
                }
                out.append("\\\"");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append(' ');
            } else if (c >= ' ') {
                out.append(c);
            }
        }
        return false;
    }

    /** What follows the end of a string: a colon, the end of its object or array, or a comma and another member. */
    private boolean endsString() {
        int next = nextVisible(at);
        if (next == text.length()) {
            return true;
        }
        char c = text.charAt(next);
        if (c != ',') {
            return c == ':' || c == '}' || c == ']';
        }
        int member = nextVisible(next + 1);
        return member == text.length() || "\"}]{[".indexOf(text.charAt(member)) >= 0;
    }

    private int nextVisible(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void backslash() {
        if (at == text.length()) {
            return;
        }
        char c = text.charAt(at);
        switch (c) {
            case '"', '\\', '/' -> {
                out.append('\\').append(c);
                at++;
            }
            case '\'' -> {
                out.append(c);
                at++;
            }
            case 'u' -> {
                boolean code = HEX.matcher(text).region(at, text.length()).lookingAt();
                out.append(code ? "\\" : "\\\\");
            }
            case 'b', 'f', 'n', 'r', 't' -> letter(c);
            case '\n' -> out.append("\\\\");
            default -> out.append("\\\\");
        }
    }

    private void letter(char c) {
        Matcher letters = LETTERS.matcher(text).region(at, text.length());
        letters.lookingAt();
        boolean command = COMMANDS.contains(letters.group());
        if (c == 'n' && doubles) {
            command = false;
        }
        if (command || ((c == 'b' || c == 'f') && letters.group().length() > 1)) {
            out.append("\\\\");
            return;
        }
        at++;
        if (c == 'n') {
            out.append("\\n");
        } else if (c == 't') {
            out.append(' ');
        }
    }
}
