package org.satbuddy.tutor;

import java.time.Duration;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

/** How a {@link LanguageModel} answered a prompt. */
public sealed interface Outcome {

    /** A complete reply with an explicit good finish reason. */
    record Replied(String text, String provider, String model, Usage usage) implements Outcome {}

    /**
     * Nobody can answer now.
     *
     * @param reason {@link FailureCode#RATE_LIMITED}, {@link FailureCode#PROVIDER_UNAVAILABLE} or {@link
     *     FailureCode#TIMEOUT}
     * @param after when it makes sense to ask again; null if the provider did not say
     * @param called whether a provider was called at all
     */
    record Busy(FailureCode reason, Duration after, boolean called) implements Outcome {}

    /** Nobody will answer this; asking again would not help. */
    record GivenUp(FailureCode code, String provider, String model, Usage usage) implements Outcome {}
}
