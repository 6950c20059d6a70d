package org.satbuddy.api;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Prefer: wait=N} of RFC 7240, and the {@code ?wait=N} that means the same on a poll. */
final class Preference {

    private static final int MAX_SECONDS = 50;
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** Seconds to wait; empty if no header asks for it. */
    static Optional<Integer> wait(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            var matcher = WAIT.matcher(header);
            if (matcher.find()) {
                return Optional.of(bounded(Integer.parseInt(matcher.group(1))));
            }
        }
        return Optional.empty();
    }

    /** Seconds to wait as a query parameter has it; 0 if absent. */
    static int wait(String parameter) {
        if (parameter == null) {
            return 0;
        }
        if (!parameter.matches("\\d{1,9}")) {
            throw new InputInvalid(400, "wait must be a number of seconds.");
        }
        return bounded(Integer.parseInt(parameter));
    }

    private static int bounded(int seconds) {
        return Math.min(seconds, MAX_SECONDS);
    }
}
