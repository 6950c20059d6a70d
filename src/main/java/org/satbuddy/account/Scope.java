package org.satbuddy.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a program may do with an access token, within what its owner may do. */
public enum Scope {
    /** Reads what is the owner's. */
    READ,
    /** Also asks, uploads, cancels and deletes. */
    ASK,
    /** Calls the resources of teachers and administrators. */
    MANAGE;

    /** As it is written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
