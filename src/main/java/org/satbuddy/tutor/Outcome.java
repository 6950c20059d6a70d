package org.satbuddy.tutor;

import java.time.Duration;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

/** How a {@link LanguageModel} answered a prompt. */
public sealed interface Outcome {

    /** A complete reply. A remote provider has explicitly reported that it finished normally. */
    record Replied(String text, String provider, String model, Usage usage) implements Outcome {}

    /**
     * No provider can answer now.
     *
     * @param reason {@link FailureCode#RATE_LIMITED}, {@link FailureCode#PROVIDER_UNAVAILABLE} or {@link
     *     FailureCode#TIMEOUT}
     * @param after how long to wait before asking again; null if the provider did not say
     * @param called whether a provider was called at all
     */
    record Busy(FailureCode reason, Duration after, boolean called) implements Outcome {}

    /** No provider will answer this prompt, and asking again would not help. */
    record GivenUp(FailureCode code, String provider, String model, Usage usage) implements Outcome {}
}
