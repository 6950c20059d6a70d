package org.satbuddy.api;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;

/** The {@code Prefer: wait=N} of RFC 7240, and the {@code ?wait=N} that means the same on a poll. */
final class WaitPreference {

    private static final int MAX_SECONDS = 50;

    private WaitPreference() {}

    /** Seconds to wait; empty if no header asks for it. A preference that cannot be understood is none. */
    static Optional<Integer> fromHeaders(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            for (String preference : HeaderValue.split(header, ',')) {
                String itself = HeaderValue.split(preference, ';').get(0);
                var parameter = HeaderValue.Parameter.of(itself);
                if (parameter.is("wait")) {
                    // The first one counts.
                    return isNumber(parameter.value()) ? Optional.of(bounded(parameter.value())) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Seconds to wait as a query parameter has it; 0 if absent.
     *
     * @throws InvalidInput if it is no number
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

    /** However many digits there are. */
    private static int bounded(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        return number.length() > 2 ? MAX_SECONDS : Math.min(Integer.parseInt(number), MAX_SECONDS);
    }
}
