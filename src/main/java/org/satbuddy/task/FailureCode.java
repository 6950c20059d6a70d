package org.satbuddy.task;

import java.util.Locale;

/**
 * The reason why a task ended without an answer: the {@code code} of the HTTP contract and a sentence for a student.
 */
public enum FailureCode {
    RATE_LIMITED(true, "The AI is very busy right now. Please try again in a few minutes."),
    PROVIDER_UNAVAILABLE(true, "The AI could not be reached. Please try again in a few minutes."),
    PROVIDER_REJECTED(false, "The AI is not set up correctly. Please tell your school's administrator."),
    TIMEOUT(true, "The AI took too long to answer. Please try again."),
    REFUSED(false, "The AI declined to answer this. Try asking in a different way."),
    FILTERED(false, "The answer was held back by a content filter. Try asking in a different way."),
    IMAGES_UNSUPPORTED(false, "This AI cannot see pictures. Please type the problem instead."),
    TOO_LONG(false, "The answer became too long to finish. Try asking for one step at a time."),
    INVALID_QUESTION(true, "No good practice question came out this time. Please try again."),
    EXPIRED(true, "This took longer than a question is kept. Please ask again."),
    INTERNAL(true, "Something went wrong on our side. Please try again."),
    AI_OFF(true, "Your school has switched the AI off. Please ask again later."),
    CANCELLED(true, "This was cancelled.");

    private final boolean retryable;
    private final String sentence;

    FailureCode(boolean retryable, String sentence) {
        this.retryable = retryable;
        this.sentence = sentence;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether the text written so far is withdrawn from the student. */
    public boolean withdrawsText() {
        return this == REFUSED || this == FILTERED;
    }

    /** The {@code error} of the HTTP contract. */
    public String sentence() {
        return sentence;
    }

    /** The name in the HTTP contract. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
