package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Enumeration;
import org.satbuddy.config.NumericAddress;

/**
 * Restricts guest mode to the machine that the server runs on. Also refuses DNS rebinding, where a page's host name
 * resolves to this machine, and local proxies, behind which every client looks local. A proxy that adds no header of
 * its own and replaces Host is found by the Origin of the first request that changes something.
 */
final class LoopbackGuard {

    private static final String[] HOSTS = {"localhost", "127.0.0.1", "[::1]"};
    private static final String FORWARDED_PREFIX = "X-Forwarded-";
    private static final String[] PROXY_HEADERS = {"Forwarded", "X-Real-IP", "Via"};

    private LoopbackGuard() {}

    /** @throws Denied if the request shows that browser and server do not run on one machine */
    static void check(HttpServletRequest request) {
        if (!isLoopback(request.getRemoteAddr())) {
            throw denied(
                    "answers only on the machine that the server runs on, and this request came from another one.");
        }
        if (!isLocalName(request.getHeader("Host"))) {
            throw denied("answers only when the address in the browser is localhost, 127.0.0.1 or [::1].");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isLocalName(Origin.authority(origin))) {
            // A proxy that replaces the Host header leaves this one as the browser sent it.
            throw denied("answers only pages of localhost, 127.0.0.1 or [::1], and a page of another address sent this"
                    + " request.");
        }
        if (isForwarded(request)) {
            throw denied("does not work behind a proxy, and this request has the headers of one.");
        }
    }

    private static Denied denied(String problem) {
        return new Denied(
                Denied.Code.GUEST_NOT_LOCAL,
                "SAT Buddy runs in guest mode, which is for trying it out: it " + problem
                        + " To let others in, an administrator sets satbuddy.auth.modes.");
    }

    static boolean isLoopback(String address) {
        if (address == null) {
            return false;
        }
        if (address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1")) {
            return true;
        }
        return NumericAddress.parse(address)
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
    }

    static boolean isLocalName(String host) {
        if (host == null) {
            return false;
        }
        for (String name : HOSTS) {
            if (host.regionMatches(true, 0, name, 0, name.length()) && isPort(host, name.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rest of a Host header is empty, or a colon and a port. */
    private static boolean isPort(String host, int from) {
        if (from == host.length()) {
            return true;
        }
        if (host.charAt(from) != ':' || from + 1 == host.length()) {
            return false;
        }
        for (int i = from + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isForwarded(HttpServletRequest request) {
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (name.regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length())) {
                return true;
            }
            for (String proxyHeader : PROXY_HEADERS) {
                if (name.equalsIgnoreCase(proxyHeader)) {
                    return true;
                }
            }
        }
        return false;
    }
}
