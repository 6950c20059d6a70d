package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;

/**
 * Refuses what another site's page sends in a student's name. The browser tells in Sec-Fetch-Site, older ones in Origin;
 * a client that sends neither is no browser and has nobody's cookie by accident.
 */
final class CsrfGuard {

    private final String publicOrigin;

    /** @param publicUrl the site's own address; null to trust the Host header */
    CsrfGuard(URI publicUrl) {
        publicOrigin = publicUrl == null ? null : origin(publicUrl);
    }

    /** @throws Denied if the request changes something, or opens a stream, and comes from another origin */
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

    /** Whether somebody unknown may be given an identity: unless it is a part of another site's page that asks. */
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

    /** By its path: what is accepted is the page's own to say, and the stream is opened whatever it says. */
    private static boolean opensStream(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.endsWith("/events") || path.endsWith("/events/");
    }

    private boolean isOwnOrigin(String origin, HttpServletRequest request) {
        if (publicOrigin != null) {
            return origin.equalsIgnoreCase(publicOrigin);
        }
        // The scheme is left out: behind a TLS proxy ours is not the one that the browser knows.
        int authority = origin.indexOf("://") + 3;
        String host = request.getHeader("Host");
        return authority > 2 && host != null && origin.substring(authority).equalsIgnoreCase(host);
    }

    private static Denied denied(String sentence) {
        return new Denied(Denied.Code.CROSS_SITE, sentence);
    }

    /** As a browser writes it: without path, and without the port that goes with the scheme. */
    private static String origin(URI url) {
        int port = url.getPort();
        boolean usual = port == -1
                || (port == 443 && "https".equalsIgnoreCase(url.getScheme()))
                || (port == 80 && "http".equalsIgnoreCase(url.getScheme()));
        return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
    }
}
