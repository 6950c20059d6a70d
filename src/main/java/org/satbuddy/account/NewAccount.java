package org.satbuddy.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account that is to be made.
 *
 * @param name with which the person signs in, as {@link #signInName} returns it
 * @param displayName at most 80 characters
 */
public record NewAccount(String name, String displayName, Role role) {

    public static final int MOST_NAME = 80;

    /** Letters and digits of every script, and what e-mail addresses have. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1," + MOST_NAME + "}");

    /** The name in the form in which names are compared; empty if it cannot be a name. */
    public static Optional<String> signInName(String typed) {
        if (typed.length() > 4 * MOST_NAME) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
