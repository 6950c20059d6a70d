package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;

/**
 * Refuses requests that another site's page sends with a student's cookie. Browsers report the sending site in
 * Sec-Fetch-Site, older ones in Origin. A client that sends neither is no browser, and sends no cookie unknowingly.
 */
final class CsrfGuard {

    private final String publicOrigin;

    /** @param publicUrl the site's own address; null to compare Origin with the Host header */
    CsrfGuard(URI publicUrl) {
        publicOrigin = publicUrl == null ? null : origin(publicUrl);
    }

    /** @throws Denied if the request comes from another origin and may change data or opens a stream */
    void check(HttpServletRequest request) {
        if (!isGuarded(request)) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            if (!isOwn(site)) {
                throw denied("This request was sent by a page of another site and is refused.");
            }
            return;
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOwnOrigin(origin, request)) {
            throw denied(
                    "This request was sent by a page of another address and is refused. If SAT Buddy stands behind a"
                            + " proxy, an administrator sets satbuddy.public-url to the address that people open.");
        }
    }

    /**
     * Whether a request without an identity may get a new one. Requests for subresources or frames of another site's
     * page may not.
     */
    static boolean mayIssueIdentity(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                || isOwn(site)
                || ("navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                        && "document".equals(request.getHeader("Sec-Fetch-Dest")));
    }

    private static boolean isOwn(String site) {
        return site.equals("same-origin") || site.equals("none");
    }

    private static boolean isGuarded(HttpServletRequest request) {
        boolean safe = switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
        return !safe || request.getHeader("Upgrade") != null || opensStream(request);
    }

    /** Decides by the path, because the server opens the stream whatever the Accept header says. */
    private static boolean opensStream(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.endsWith("/events") || path.endsWith("/events/");
    }

    private boolean isOwnOrigin(String origin, HttpServletRequest request) {
        if (publicOrigin != null) {
            return origin.equalsIgnoreCase(publicOrigin);
        }
        // The scheme is not compared: behind a TLS proxy the server's scheme differs from the browser's.
        String authority = Origin.authority(origin);
        return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
    }

    private static Denied denied(String sentence) {
        return new Denied(Denied.Code.CROSS_SITE, sentence);
    }

    /** The origin as a browser writes it: without a path, and without the scheme's default port. */
    private static String origin(URI url) {
        int port = url.getPort();
        boolean defaultPort = port == -1
                || (port == 443 && "https".equalsIgnoreCase(url.getScheme()))
                || (port == 80 && "http".equalsIgnoreCase(url.getScheme()));
        return url.getScheme() + "://" + url.getHost() + (defaultPort ? "" : ":" + port);
    }
}
