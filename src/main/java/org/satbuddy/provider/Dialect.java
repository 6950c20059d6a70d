package org.satbuddy.provider;

import java.util.EnumSet;
import java.util.Set;

/**
 * What of its vendor's wire format a server understands. A part that it refused is left out, or written in an older way.
 *
 * @param refused what to leave out
 * @param tokens the most tokens that an answer may be allowed
 */
record Dialect(Set<Feature> refused, int tokens) {

    /** The whole format, as the vendor describes it today. */
    static final Dialect WHOLE = new Dialect(Set.of(), RequestBody.MOST_TOKENS);

    /** A part of a request that it can do without. */
    enum Feature {
        /** The usage at the end of a stream. */
        STREAM_OPTIONS,
        STREAM,
        /** The name {@code max_completion_tokens}. Without it, the older {@code max_tokens} is sent. */
        COMPLETION_TOKENS,
        TOKEN_LIMIT,
        /** The schema of the JSON. Without it, the server is asked for any JSON. The prompt describes it, too. */
        SCHEMA,
        JSON,
        /** A place of its own for the rules. Without it, they stand before the first message. */
        SYSTEM
    }

    Dialect {
        refused = Set.copyOf(refused);
    }

    boolean knows(Feature feature) {
        return !refused.contains(feature);
    }

    Dialect without(Feature feature) {
        return merged(new Dialect(Set.of(feature), tokens));
    }

    Dialect withTokens(int most) {
        return new Dialect(refused, Math.min(most, tokens));
    }

    /** What both understand. */
    Dialect merged(Dialect other) {
        var both = EnumSet.noneOf(Feature.class);
        both.addAll(refused);
        both.addAll(other.refused);
        return new Dialect(both, Math.min(tokens, other.tokens));
    }
}
