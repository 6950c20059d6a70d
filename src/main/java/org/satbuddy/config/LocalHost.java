package org.satbuddy.config;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Recognises hosts that are this machine, or in a local network, by their text alone. Nothing is resolved, so DNS cannot
 * spoof the result.
 */
public final class LocalHost {

    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::1|0(:0){6}:1)]");

    /** Private addresses of IPv4 and IPv6, names without a dot, and endings that no public name has. */
    private static final Pattern PRIVATE = Pattern.compile("(?i)10(?:\\.\\d{1,3}){3}|(?:192\\.168|169\\.254"
            + "|172\\.(?:1[6-9]|2\\d|3[01]))(?:\\.\\d{1,3}){2}|\\[f[cde][0-9a-f]{2}:[0-9a-f:]{1,40}]|[\\w-]{1,63}"
            + "|[\\w.-]{1,200}\\.(?:local|internal|lan|home\\.arpa)");

    private LocalHost() {}

    public static boolean isThisMachine(URI address) {
        return LOOPBACK.matcher(address.getHost()).matches();
    }

    /** True for this machine, too. */
    static boolean isNear(URI address) {
        return isThisMachine(address) || PRIVATE.matcher(address.getHost()).matches();
    }
}
