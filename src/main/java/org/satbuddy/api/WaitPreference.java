package org.satbuddy.api;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code Prefer: wait=N} of RFC 7240, and the equivalent {@code ?wait=N} of a poll. At most 50 seconds are
 * granted.
 */
final class WaitPreference {

    private static final int MAX_SECONDS = 50;

    private WaitPreference() {}

    /** Returns the seconds to wait; empty if no header asks to wait. A malformed preference is ignored. */
    static Optional<Integer> fromHeaders(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            for (String preference : HeaderValue.split(header, ',')) {
                var parameter = HeaderValue.Parameter.of(
                        HeaderValue.split(preference, ';').get(0));
                if (parameter.is("wait")) {
                    // The first one counts.
                    OptionalInt seconds = WholeNumber.parse(parameter.value(), MAX_SECONDS);
                    return seconds.isPresent() ? Optional.of(seconds.getAsInt()) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the seconds to wait that a query parameter asks for; 0 if it is absent.
     *
     * @throws InvalidInput if the parameter is not a number
     */
    static int fromParameter(String parameter) {
        if (parameter == null) {
            return 0;
        }
        return WholeNumber.parse(parameter, MAX_SECONDS)
                .orElseThrow(() -> new InvalidInput("wait", "must be a number of seconds"));
    }
}
