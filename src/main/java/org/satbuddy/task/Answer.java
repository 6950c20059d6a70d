package org.satbuddy.task;

import java.time.Duration;

/** How one attempt at a task ended. */
public sealed interface Answer {

    /**
     * The task is done.
     *
     * @param result for a chat the Markdown text, for a question the JSON object of the HTTP contract
     * @param provider who answered, as in {@code satbuddy.providers}
     * @param model the model that answered
     */
    record Completed(String result, String provider, String model, Usage usage) implements Answer {}

    /**
     * Nobody can answer now; the task waits and is tried again.
     *
     * @param reason the failure code if patience ends first; {@link FailureCode#RATE_LIMITED}, if a provider was
     *     called, counts against {@code satbuddy.retry.later.max}, everything else against
     *     {@code satbuddy.task.patience} alone
     * @param after when it makes sense to try again; null if the provider did not say
     * @param called whether a provider was called at all; if not, the attempt is given back
     */
    record TryLater(FailureCode reason, Duration after, boolean called) implements Answer {}

    /** The task is over: trying again would not help. */
    record Failed(FailureCode code, String provider, String model, Usage usage) implements Answer {}
}
