package org.satbuddy.tutor.question;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the nearly-JSON that models write into strict JSON. It drops trailing commas. Inside strings it escapes raw
 * line breaks, quotation marks and single backslashes. It takes linear time and does not recurse.
 *
 * <p>A backslash before b, f, n, r or t may begin a JSON escape or a LaTeX command ({@code \beta}, {@code \frac},
 * {@code \neq}, {@code \right}, {@code \times}). A question never contains a backspace, form feed or tab on purpose,
 * so a known command wins. The exception is {@code \n}: it stays a line break if the text shows that the writer doubles
 * the backslashes of LaTeX.
 */
final class JsonRepair {

    private static final int DEEPEST = 16;
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Pattern HEX = Pattern.compile("u[0-9A-Fa-f]{4}");

    /** The LaTeX commands used at school that begin with the letter of a JSON escape. */
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

    /**
     * Whether the writer escapes LaTeX properly: some backslashes are doubled, and every other one begins an escape.
     */
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
     * Returns the object that begins at {@code from} as strict JSON; empty if it has no end or is nested too deeply.
     *
     * @param quotesInside whether a quotation mark that cannot end a string is treated as part of it
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

    /** Copies a string up to its end. Returns false if it has none. */
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

    /**
     * Whether a string may end here: at the end of the text, or before a colon, a closing bracket, or a comma with
     * another member.
     */
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
