package org.satbuddy.config;

import java.net.URI;
import java.util.regex.Pattern;

/** Recognises addresses of this machine and of a local network by their text alone. Nothing is resolved. */
final class LocalHost {

    /** Private addresses of IPv4 and IPv6, names without a dot, and endings that no public name has. */
    private static final Pattern PRIVATE =
            Pattern.compile("(?i)(?:10|127|192\\.168|169\\.254|172\\.(?:1[6-9]|2\\d|3[01]))"
                    + "(?:\\.\\d{1,3}){2,3}|\\[(?:::1|f[cde][0-9a-f]{2}:[0-9a-f:]{1,40})]|[\\w-]{1,63}"
                    + "|[\\w.-]{1,200}\\.(?:local|internal|lan|home\\.arpa|localhost)");

    private LocalHost() {}

    /** Whether the address is one of a local network; false if it is no address. */
    static boolean isIn(String address) {
        try {
            String host = URI.create(address.strip()).getHost();
            return host != null && PRIVATE.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
