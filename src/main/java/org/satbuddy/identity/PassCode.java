package org.satbuddy.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.satbuddy.account.RandomText;

/**
 * The code of a lesson, such as {@code K7QM-3XPA}: eight letters and digits that are not easily confused. They are 2⁴⁰
 * codes. With ten lessons at once and a thousand guesses a second, a lesson of an hour is found with a probability of
 * three in a hundred thousand.
 *
 * @param text without the hyphen, in capitals
 */
record PassCode(String text) {

    private static final int LENGTH = 8;

    /** Longer than any code as people type it. */
    private static final int LONGEST = 40;

    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Pd}]");
    private static final Pattern CODE = Pattern.compile("[" + RandomText.READABLE + "]{" + LENGTH + "}");

    static PassCode random() {
        return new PassCode(RandomText.readable(LENGTH));
    }

    /** Reads what a person typed, with or without spaces and hyphens; empty if it is no code. */
    static Optional<PassCode> of(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String text = GAPS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return CODE.matcher(text).matches() ? Optional.of(new PassCode(text)) : Optional.empty();
    }

    /** What is stored of it. */
    String hash() {
        return RandomText.hash("class pass", text);
    }

    /** As people read it. */
    String written() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }
}
