package org.satbuddy.config;

import java.net.URI;
import java.util.regex.Pattern;

/** Tells addresses of this very machine by their names alone: nothing is looked up, so nothing can be spoofed. */
final class LoopbackHost {

    private static final Pattern HOST = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::1|0(:0){6}:1)]");

    private LoopbackHost() {}

    static boolean isIn(URI address) {
        return HOST.matcher(address.getHost()).matches();
    }
}
