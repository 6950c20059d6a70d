package org.satbuddy.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
    /** Asks, practises, and sees what is their own. */
    STUDENT,
    /** Also makes passes for lessons, and closes them. */
    TEACHER,
    /** Manages the installation. */
    ADMIN,
    /** Reads the record of what was done, and changes nothing. */
    SECURITY;

    /** As it is written in JSON and in class lists. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In upper or lower case. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
