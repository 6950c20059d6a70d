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
     * @param promptHash what was asked, for others who ask the same; null if the answer is for nobody else
     * @param cached whether the answer was made for others who asked the same, and no provider was called
     */
    record Completed(String result, String provider, String model, Usage usage, String promptHash, boolean cached)
            implements Answer {

        public Completed {
            if (cached && promptHash != null) {
                throw new IllegalArgumentException("an answer that is passed on from copy to copy never grows old");
            }
        }

        /** Made for this task and nobody else. */
        public Completed(String result, String provider, String model, Usage usage) {
            this(result, provider, model, usage, null, false);
        }

        /** The same, for those too who ask what has this hash. */
        public Completed shareableAs(String hash) {
            return new Completed(result, provider, model, usage, hash, false);
        }
    }

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
