package org.satbuddy.api;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A number that a client writes with any number of digits. */
final class WholeNumber {

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    /** The most digits that an {@code int} always holds. */
    private static final int MOST_DIGITS = 9;

    private WholeNumber() {}

    /** Parses ASCII digits; empty for anything else. A greater number counts as {@code most}. */
    static OptionalInt parse(String text, int most) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        String digits = LEADING_ZEROS.matcher(text).replaceFirst("");
        return OptionalInt.of(digits.length() > MOST_DIGITS ? most : Math.min(Integer.parseInt(digits), most));
    }
}
