package org.satbuddy.config;

import java.net.URI;
import java.util.regex.Pattern;

/** Recognises hosts that are this machine by their text alone. Nothing is resolved, so DNS cannot spoof the result. */
final class LoopbackHost {

    private static final Pattern HOST = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::1|0(:0){6}:1)]");

    private LoopbackHost() {}

    static boolean isIn(URI address) {
        return HOST.matcher(address.getHost()).matches();
    }
}
