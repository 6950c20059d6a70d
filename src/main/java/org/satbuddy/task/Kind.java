package org.satbuddy.task;

import java.util.Locale;

/** The kinds of task. What a station does for each kind follows from {@link Request.Visitor} and from switches on this. */
public enum Kind {
    CHAT(true),
    QUESTION(false);

    private final boolean text;

    Kind(boolean text) {
        this.text = text;
    }

    /**
     * Whether the result is Markdown, which students may read while it is written. Otherwise the result is a JSON object,
     * which is shown only after it has passed its checks.
     */
    public boolean isText() {
        return text;
    }

    /** The word of the HTTP contract and of the JMS property {@code kind}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
