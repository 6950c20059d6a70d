package org.satbuddy.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Optional;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseUnavailable;

/** Asks the modes in this order: the token of the header, the session, the class pass, the guest. */
@ApplicationScoped
class ModesAuthenticator implements Authenticator {

    private static final String SCHEME = "Bearer ";

    @Inject
    Settings settings;

    @Inject
    TokenAuthenticator tokens;

    @Inject
    SessionAuthenticator sessions;

    @Inject
    PassAuthenticator passes;

    @Inject
    GuestAuthenticator guests;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response) {
        String credentials = request.getHeader("Authorization");
        if (credentials != null && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String token = credentials.substring(SCHEME.length()).strip();
            return isAdmin(token)
                    ? Optional.of(Caller.operator(request.getRemoteAddr()))
                    : tokens.authenticate(token, request.getRemoteAddr());
        }
        return sessions.authenticate(request)
                .or(() -> passes.authenticate(request))
                .or(() -> guest(request, response));
    }

    @Override
    public String sender(HttpServletRequest request) {
        try {
            return settings.hasAccounts() ? sessions.sender(request) : request.getRemoteAddr();
        } catch (DatabaseUnavailable e) {
            return request.getRemoteAddr();
        }
    }

    private boolean isAdmin(String token) {
        return settings.adminToken()
                .filter(it -> MessageDigest.isEqual(it.getBytes(UTF_8), token.getBytes(UTF_8)))
                .isPresent();
    }

    /** Whoever is no guest may still sign in, or enter a code. */
    private Optional<Caller> guest(HttpServletRequest request, HttpServletResponse response) {
        try {
            return guests.authenticate(request, response);
        } catch (Denied e) {
            if (settings.authModes().size() > 1) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
