package org.satbuddy.api;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Prefer: wait=N} of RFC 7240, and the equivalent {@code ?wait=N} of a poll. At most 50 seconds are
 * granted.
 */
final class WaitPreference {

    private static final int MAX_SECONDS = 50;

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    private WaitPreference() {}

    /** Returns the seconds to wait; empty if no header asks to wait. A malformed preference is ignored. */
    static Optional<Integer> fromHeaders(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            for (String preference : HeaderValue.split(header, ',')) {
                var parameter = HeaderValue.Parameter.of(
                        HeaderValue.split(preference, ';').get(0));
                if (parameter.is("wait")) {
                    // The first one counts.
                    return isNumber(parameter.value()) ? Optional.of(bounded(parameter.value())) : Optional.empty();
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
        if (!isNumber(parameter)) {
            throw new InvalidInput("wait", "must be a number of seconds");
        }
        return bounded(parameter);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Parses any number of digits. */
    private static int bounded(String digits) {
        String number = LEADING_ZEROS.matcher(digits).replaceFirst("");
        return number.length() > 2 ? MAX_SECONDS : Math.min(Integer.parseInt(number), MAX_SECONDS);
    }
}
