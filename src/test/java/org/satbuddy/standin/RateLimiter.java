package org.satbuddy.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits requests and tokens per minute as OpenAI does, with a bucket for each that is full at first and refilled
 * steadily. A request that finds too little in one bucket is refused and takes nothing. OpenAI counts refused requests
 * too, so this limiter is kinder to clients that retry blindly. Not thread-safe.
 */
public final class RateLimiter {

    private final LimitBucket requests;
    private final LimitBucket tokens;

    /**
     * The decision on a request.
     *
     * @param shortOf {@code requests} or {@code tokens}, whichever was used up; empty if the request was admitted
     * @param retryAfter seconds until it would be admitted if no other request came; 0 if it was admitted
     * @param headers of the reply, by lower-case name
     */
    public record Verdict(String shortOf, double retryAfter, Map<String, String> headers) {

        public boolean admitted() {
            return shortOf.isEmpty();
        }
    }

    /**
     * @param requestsPerMinute 0 for no limit
     * @param tokensPerMinute 0 for no limit
     */
    public RateLimiter(long requestsPerMinute, long tokensPerMinute) {
        requests = new LimitBucket("requests", requestsPerMinute);
        tokens = new LimitBucket("tokens", tokensPerMinute);
    }

    /**
     * Admits or refuses a request.
     *
     * @param wanted the most tokens that the request may use
     * @param nanos a monotonic time
     */
    public Verdict ask(long wanted, long nanos) {
        requests.refill(nanos);
        tokens.refill(nanos);
        double untilRequests = requests.secondsUntil(1);
        double untilTokens = tokens.secondsUntil(wanted);
        String shortOf = untilRequests > 0 ? "requests" : untilTokens > 0 ? "tokens" : "";
        if (shortOf.isEmpty()) {
            requests.take(1);
            tokens.take(wanted);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        requests.addHeaders(headers);
        tokens.addHeaders(headers);
        return new Verdict(shortOf, Math.max(untilRequests, untilTokens), headers);
    }

    /** Takes the tokens that an answer used beyond those admitted, as Anthropic counts. */
    public void charge(long more, long nanos) {
        tokens.refill(nanos);
        tokens.take(more);
    }

    /** A duration as OpenAI writes it: {@code 6m0s}, {@code 1.5s}, {@code 20ms}. */
    static String span(double seconds) {
        long millis = (long) Math.ceil(seconds * 1000);
        if (millis < 1000) {
            return millis + "ms";
        }
        long whole = millis % 60_000;
        return (millis < 60_000 ? "" : millis / 60_000 + "m")
                + (whole % 1000 == 0 ? Long.toString(whole / 1000) : Double.toString(whole / 1000.0))
                + "s";
    }

    /** The bucket of one limit. A limit of 0 means no limit. */
    private static final class LimitBucket {

        private final String name;
        private final double limit;
        private double level;
        private long at;

        private LimitBucket(String name, long perMinute) {
            this.name = name;
            limit = perMinute;
            level = perMinute;
        }

        private void refill(long nanos) {
            level = Math.min(limit, level + (nanos - at) / 60e9 * limit);
            at = nanos;
        }

        private double secondsUntil(double amount) {
            return limit == 0 ? 0 : Math.max(0, amount - level) / limit * 60;
        }

        private void take(double amount) {
            level -= limit == 0 ? 0 : amount;
        }

        private void addHeaders(Map<String, String> headers) {
            if (limit > 0) {
                headers.put("x-ratelimit-limit-" + name, Long.toString((long) limit));
                headers.put("x-ratelimit-remaining-" + name, Long.toString((long) Math.max(0, level)));
                headers.put("x-ratelimit-reset-" + name, span((limit - level) / limit * 60));
            }
        }
    }
}
