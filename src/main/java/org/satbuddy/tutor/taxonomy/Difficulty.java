package org.satbuddy.tutor.taxonomy;

import java.util.Locale;
import java.util.Optional;

/** The difficulty of a question, as the question bank grades it. */
public enum Difficulty implements Named {
    EASY,
    MEDIUM,
    HARD;

    /** Finds a difficulty by its name or first letter. Case is ignored. */
    public static Optional<Difficulty> find(String text) {
        return Slugs.find(values(), text);
    }

    @Override
    public String code() {
        return name().substring(0, 1);
    }

    @Override
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return name().charAt(0) + slug().substring(1);
    }
}
