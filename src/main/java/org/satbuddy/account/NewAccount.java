package org.satbuddy.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account that is to be made.
 *
 * @param name with which the person signs in, as {@link #signInName} returns it
 * @param displayName as {@link #displayName(String)} returns it
 * @param role null in a class list that does not say
 */
public record NewAccount(String name, String displayName, Role role) {

    public static final int MOST_NAME = 80;

    /** Letters and digits of every script, and what e-mail addresses have. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1," + MOST_NAME + "}");

    /** Letters and marks that are drawn as nothing: two names that look the same would be two people. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164"
                    + "\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}]");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Z}]+");

    /** The name in the form in which names are compared; empty if it cannot be a name. */
    public static Optional<String> signInName(String typed) {
        if (typed.length() > 4 * MOST_NAME) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        // The column's characters are of UTF-16.
        return name.length() <= MOST_NAME
                        && NAME.matcher(name).matches()
                        && !INVISIBLE.matcher(name).find()
                ? Optional.of(name)
                : Optional.empty();
    }

    /** The name to show, in one line; empty if nothing can be seen of it. */
    public static Optional<String> displayName(String typed) {
        String line = UNPRINTABLE
                .matcher(GAPS.matcher(typed).replaceAll(" "))
                .replaceAll("")
                .strip();
        boolean seen = !INVISIBLE.matcher(line).replaceAll("").isBlank();
        return seen && line.length() <= MOST_NAME ? Optional.of(line) : Optional.empty();
    }
}
