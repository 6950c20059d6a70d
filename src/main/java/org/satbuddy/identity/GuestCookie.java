package org.satbuddy.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cookie of a guest. Over TLS its name has the {@code __Host-} prefix, and no other name is read. */
final class GuestCookie {

    static final String NAME = "satbuddy_guest";
    static final String SECURE_NAME = "__Host-" + NAME;

    private static final Duration LIFE = Duration.ofDays(30);

    private GuestCookie() {}

    /** The unverified values of all cookies of this name in the request; usually none or one. */
    static List<String> tokens(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        String name = name(request);
        var tokens = new ArrayList<String>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                tokens.add(cookie.getValue());
            }
        }
        return tokens;
    }

    /** Sets the cookie. Written as a header, because the Servlet API has no method for SameSite. */
    static void give(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addHeader(
                "Set-Cookie",
                name(request) + "=" + token + "; Path=/; Max-Age=" + LIFE.toSeconds() + "; HttpOnly; SameSite=Lax"
                        + (request.isSecure() ? "; Secure" : ""));
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE_NAME : NAME;
    }
}
