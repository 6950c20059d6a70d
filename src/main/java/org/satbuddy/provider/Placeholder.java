package org.satbuddy.provider;

import java.util.regex.Pattern;

/**
 * The kinds of placeholders that replace personal data in a prompt.
 *
 * <p>Their forms suit models and renderers. An address keeps the shape of an address, so the sentence around it still
 * reads well. Nobody owns {@code .example} (RFC 2606), and a model has no reason to call it invalid. The other forms
 * are one word of letters and digits, which Markdown, LaTeX and JSON leave alone and models do not translate. They do
 * not look like numbers, which a model would reformat, nor like real names, which a model might use for somebody else.
 *
 * <p>The first character of a form occurs nowhere else in any form, and a fixed text ends the number. So placeholders
 * cannot overlap, none is a prefix of another, and adjacent text cannot turn one into another. Restoring is
 * therefore exact.
 */
enum Placeholder {
    ADDRESS("student", "@mail.example"),
    PHONE("Phone", "Number"),
    NAME("Student", "Name");

    /** Matches any text in the shape of a placeholder. */
    static final Pattern SHAPE =
            Pattern.compile("student\\d{1,9}@mail\\.example|Phone\\d{1,9}Number|Student\\d{1,9}Name");

    private final String before;
    private final String after;

    Placeholder(String before, String after) {
        this.before = before;
        this.after = after;
    }

    String numbered(int number) {
        return before + number + after;
    }
}
