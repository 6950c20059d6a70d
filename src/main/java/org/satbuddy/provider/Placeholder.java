package org.satbuddy.provider;

import java.util.regex.Pattern;

/**
 * What stands in a prompt for a piece of personal data.
 *
 * <p>The forms are made for models and for those who render their answers. An address has the shape of one, so that the
 * sentence around it still reads well; {@code .example} is nobody's (RFC 2606), and gives no occasion to find it invalid.
 * The others are one word of letters and digits, which Markdown, LaTeX and JSON leave alone and nobody translates; they are
 * not shaped like numbers, which a model would format anew, nor like real names, which it might invent for somebody else.
 *
 * <p>The first character of a form is nowhere else in any of them, and the number is closed off by what follows it. So
 * placeholders cannot overlap each other, none is the beginning of another, and text beside one cannot make it a different
 * one: putting back is exact.
 */
enum Placeholder {
    ADDRESS("student", "@mail.example"),
    PHONE("Phone", "Number"),
    NAME("Student", "Name");

    /** Whatever has the shape of a placeholder. */
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
