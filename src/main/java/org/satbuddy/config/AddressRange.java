package org.satbuddy.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or all addresses of a network.
 *
 * @param network an address of it
 * @param bits how many of its first bits all addresses share
 */
public record AddressRange(InetAddress network, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]{2,45})(?:/(\\d{1,3}))?");

    /** Reads an address such as {@code ::1}, or a network such as {@code 10.1.0.0/16}; empty for anything else. */
    static Optional<AddressRange> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return NumericAddress.parse(form.group(1)).flatMap(address -> {
            int most = 8 * address.getAddress().length;
            int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
            return bits <= most ? Optional.of(new AddressRange(address, bits)) : Optional.empty();
        });
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
