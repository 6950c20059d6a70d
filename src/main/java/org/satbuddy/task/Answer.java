package org.satbuddy.task;

import java.time.Duration;

/** How one attempt at a task ended. */
public sealed interface Answer {

    /**
     * The task is done.
     *
     * @param result Markdown for a chat; for a question, the JSON object of the HTTP contract
     * @param provider the provider that answered, named as in {@code satbuddy.providers}
     * @param model the model that answered
     * @param promptHash identifies the question for other owners who ask it; null if the answer must not be shared
     * @param cached whether the answer comes from the cache and no provider was called
     */
    record Completed(String result, String provider, String model, Usage usage, String promptHash, boolean cached)
            implements Answer {

        public Completed {
            if (cached && promptHash != null) {
                throw new IllegalArgumentException("a cached answer that is shared again would never expire");
            }
        }

        /** A provider's answer, which is not shared with other owners. */
        public Completed(String result, String provider, String model, Usage usage) {
            this(result, provider, model, usage, null, false);
        }

        /** Returns a copy that may also be given to other owners, for questions with this hash. */
        public Completed shareableAs(String hash) {
            return new Completed(result, provider, model, usage, hash, false);
        }
    }

    /**
     * No provider can answer now; the task waits and is tried again.
     *
     * @param reason the failure code of the task if it is given up. {@link FailureCode#RATE_LIMITED} after a call
     *     counts against {@code satbuddy.retry.later.max}; every wait is limited by {@code satbuddy.task.patience}
     * @param after the wait before the next attempt; null if the provider gave no time
     * @param called whether a provider was called at all; if not, the attempt is not counted
     */
    record TryLater(FailureCode reason, Duration after, boolean called) implements Answer {}

    /** The task has failed: another attempt would not help. */
    record Failed(FailureCode code, String provider, String model, Usage usage) implements Answer {}
}
