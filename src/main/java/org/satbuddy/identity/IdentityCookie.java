package org.satbuddy.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cookie with an identity. Over TLS its name has the {@code __Host-} prefix, and no other name is read. */
final class IdentityCookie {

    static final IdentityCookie GUEST = new IdentityCookie("satbuddy_guest");
    static final IdentityCookie CLASS_PASS = new IdentityCookie("satbuddy_pass");
    static final IdentityCookie SESSION = new IdentityCookie("satbuddy_session");
    static final IdentityCookie SIGN_IN = new IdentityCookie("satbuddy_sign_in");
    static final IdentityCookie DEVICE = new IdentityCookie("satbuddy_device");

    private final String name;

    private IdentityCookie(String name) {
        this.name = name;
    }

    /** The unverified values of all cookies of this name in the request; usually none or one. */
    List<String> tokens(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        String sent = nameIn(request);
        var tokens = new ArrayList<String>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(sent)) {
                tokens.add(cookie.getValue());
            }
        }
        return tokens;
    }

    /** Sets the cookie. Written as a header, because the Servlet API has no method for SameSite. */
    void give(HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        response.addHeader(
                "Set-Cookie",
                nameIn(request) + "=" + token + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                        + (request.isSecure() ? "; Secure" : ""));
    }

    private String nameIn(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
