package org.satbuddy.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting, validated. Injected as it is; the README's table and {@link SettingsReader} say what each means.
 *
 * @param publicUrl the site's own origin; empty to take it from the Host header
 * @param webSocket whether tasks can be followed over WebSocket too
 * @param secret signs guest identities; empty to keep one in the database
 */
public record Settings(
        TaskSettings tasks,
        Limits limits,
        ProviderSettings providers,
        boolean webSocket,
        Optional<URI> publicUrl,
        Optional<String> secret,
        String authMode,
        Optional<String> node) {

    /**
     * @param ttl life of a conversation after its last activity
     * @param patience longest that a task may wait and retry in all
     * @param retryDelay wait after a rate limit that names no time
     * @param retryMax waits for rate limits before giving up
     * @param workers provider calls at once on this node
     * @param chatPriority JMS priority of a chat message, 0 to 9
     * @param questionPriority JMS priority of a practice question, 0 to 9
     * @param cacheOwners how many owners must have asked the same before others are given the answer; 0 for no cache
     */
    public record TaskSettings(
            Duration ttl,
            Duration patience,
            Duration retryDelay,
            int retryMax,
            int workers,
            int chatPriority,
            int questionPriority,
            int cacheOwners) {}

    /**
     * @param activeTasks unfinished tasks per user
     * @param requestsPerMinute submissions per user
     * @param queue queued tasks per installation
     * @param streams event streams open at once per user, on each node
     * @param streamsInAll event streams open at once on a node
     * @param tokensPerDay provider tokens per installation and day; 0 for no limit
     * @param images stored images per user
     * @param imageBytes stored bytes of images per user
     */
    public record Limits(
            int activeTasks,
            int requestsPerMinute,
            int queue,
            int streams,
            int streamsInAll,
            long tokensPerDay,
            int images,
            long imageBytes) {}

    /**
     * @param order names of the providers to ask, first first; never empty
     * @param connectTimeout of one connection
     * @param readTimeout longest silence within one reply
     * @param deadline longest that one call may take in all
     * @param quickRetries in-call retries of transport errors and 5xx
     * @param endpoints by the provider's name; of every provider that is reached over the network
     */
    public record ProviderSettings(
            List<String> order,
            Duration connectTimeout,
            Duration readTimeout,
            Duration deadline,
            int quickRetries,
            Map<String, Endpoint> endpoints) {

        public static final String OPENAI = "openai";
        public static final String ANTHROPIC = "anthropic";
        public static final String GEMINI = "gemini";
        public static final String STUDY_GUIDE = "study-guide";
    }

    /**
     * One provider's address.
     *
     * @param apiKey empty where the server asks for none
     * @param azureVersion the version of Azure's API, which wants its key in a header of its own; empty anywhere else
     */
    public record Endpoint(URI baseUrl, Optional<String> apiKey, String model, Optional<String> azureVersion) {

        /** Leaves the key out: records are printed by mistake. */
        @Override
        public String toString() {
            return "Endpoint[" + baseUrl + ", " + model + "]";
        }
    }
}
