package org.satbuddy.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses network addresses. A name is none, so no name server is asked. */
public final class NumericAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Java takes other numbers for a name. */
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    /** Java takes a text with a colon for an address or for nothing. */
    private static final Pattern V6 = Pattern.compile("(?=[^:]{0,4}:)[0-9A-Fa-f:.]{2,45}");

    private NumericAddress() {}

    /** Empty for anything but an address of IPv4 or IPv6. A zone such as {@code %eth0} is left out. */
    public static Optional<InetAddress> parse(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
