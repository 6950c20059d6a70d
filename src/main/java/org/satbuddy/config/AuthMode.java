package org.satbuddy.config;

import java.util.Arrays;
import java.util.Optional;

/** A way in which people come in, by its name in {@code satbuddy.auth.modes}. */
public enum AuthMode {
    /** Whoever opens the page on the machine that the server runs on. */
    GUEST("guest"),
    /** Whoever has the code of a lesson, without an account. */
    CLASS_PASS("class-pass"),
    /** Whoever has an account of this installation, by name and password. */
    LOCAL("local"),
    /** Whoever the school's identity provider signs in by OpenID Connect. */
    OIDC("oidc");

    private final String word;

    AuthMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<AuthMode> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
