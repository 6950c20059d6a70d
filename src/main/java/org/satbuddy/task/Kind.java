package org.satbuddy.task;

import java.util.Locale;

/** What a student asks for. */
public enum Kind {
    CHAT,
    QUESTION;

    /** The word of the HTTP contract and of the JMS property {@code kind}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
