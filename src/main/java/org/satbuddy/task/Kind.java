package org.satbuddy.task;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of task. Stations distinguish them by a {@link Request.Visitor} or by a switch on this enum. */
public enum Kind {
    CHAT(true),
    QUESTION(false);

    private final boolean text;

    Kind(boolean text) {
        this.text = text;
    }

    /**
     * Whether the result is Markdown, which students may read while it is written. Otherwise, the result is a JSON
     * object, which is shown only after it has passed its checks.
     */
    public boolean isText() {
        return text;
    }

    /** The kinds whose result is Markdown. Later prompts and the history of all conversations show these. */
    static List<Kind> texts() {
        return Stream.of(values()).filter(Kind::isText).toList();
    }

    /** The name in the HTTP contract and in the JMS property {@code kind}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
