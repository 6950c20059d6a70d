package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.config.NumericAddress;
import org.satbuddy.config.Settings;

/**
 * Finds out from the headers of trusted proxies which client sent a request, and whether over TLS. The headers of all
 * others count for nothing: any client can send them.
 */
final class TrustedProxies {

    /** Characters of a header that are read. The proxies' own entries are at its end. */
    private static final int LONGEST = 2_000;

    /** A host of X-Forwarded-For or Forwarded, with or without a port. */
    private static final Pattern NODE = Pattern.compile(
            "\\[([0-9A-Fa-f:.]{2,45})](?::\\d{1,5})?|([0-9.]{7,15})(?::\\d{1,5})?|([0-9A-Fa-f:.]{2,45})");

    private final Settings.Proxies settings;

    TrustedProxies(Settings.Proxies settings) {
        this.settings = settings;
    }

    /**
     * One step on the way of a request.
     *
     * @param node who sent it to this step, as written
     * @param scheme by which; empty if the step did not say
     */
    private record Hop(String node, String scheme) {}

    /** The request as the client sent it. */
    HttpServletRequest seenThrough(HttpServletRequest request) {
        Optional<InetAddress> remote = settings.trusted().isEmpty()
                ? Optional.empty()
                : NumericAddress.parse(request.getRemoteAddr()).filter(this::isTrusted);
        if (remote.isEmpty()) {
            return request;
        }
        List<Hop> hops = settings.standard() ? standard(request) : customary(request);
        InetAddress client = remote.get();
        boolean secure = request.isSecure();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> before = address(hops.get(i).node());
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
            secure = hops.get(i).scheme().isEmpty()
                    ? secure
                    : hops.get(i).scheme().equals("https");
        }
        return new ClientRequest(request, client.getHostAddress(), secure);
    }

    private boolean isTrusted(InetAddress address) {
        return settings.trusted().stream().anyMatch(it -> it.contains(address));
    }

    private static List<Hop> customary(HttpServletRequest request) {
        List<String> schemes = entries(request, "X-Forwarded-Proto");
        String scheme = schemes.isEmpty() ? "" : schemes.get(schemes.size() - 1).toLowerCase(Locale.ROOT);
        return entries(request, "X-Forwarded-For").stream()
                .map(node -> new Hop(node, scheme))
                .toList();
    }

    private static List<Hop> standard(HttpServletRequest request) {
        return entries(request, "Forwarded").stream()
                .map(entry -> new Hop(parameter(entry, "for"), parameter(entry, "proto")))
                .toList();
    }

    /** Empty if it is absent. */
    private static String parameter(String entry, String name) {
        return Arrays.stream(entry.split(";", -1))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(name))
                .map(pair -> pair[1].replace("\"", "").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private static List<String> entries(HttpServletRequest request, String header) {
        String all = String.join(",", Collections.list(request.getHeaders(header)));
        String last = all.substring(Math.max(0, all.length() - LONGEST));
        return last.isBlank()
                ? List.of()
                : Arrays.stream(last.split(",", -1)).map(String::strip).toList();
    }

    private static Optional<InetAddress> address(String node) {
        Matcher form = NODE.matcher(node);
        if (!form.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= form.groupCount(); group++) {
            if (form.group(group) != null) {
                return NumericAddress.parse(form.group(group));
            }
        }
        return Optional.empty();
    }

    private static final class ClientRequest extends HttpServletRequestWrapper {

        private final String address;
        private final boolean secure;

        ClientRequest(HttpServletRequest request, String address, boolean secure) {
            super(request);
            this.address = address;
            this.secure = secure;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }
    }
}
