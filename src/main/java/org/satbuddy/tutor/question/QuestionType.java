package org.satbuddy.tutor.question;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a question is answered. */
public enum QuestionType {
    /** Four options, one of them right. */
    MCQ,
    /** A student-produced response: a number that is typed. */
    SPR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<QuestionType> find(String text) {
        return text == null
                ? Optional.empty()
                : Stream.of(values())
                        .filter(type -> type.wire().equals(text.strip().toLowerCase(Locale.ROOT)))
                        .findFirst();
    }
}
