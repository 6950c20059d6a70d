package org.satbuddy.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Optional;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;

/** Asks the modes in this order: the token of the header, the class pass, the guest. */
@ApplicationScoped
class ModesAuthenticator implements Authenticator {

    private static final String SCHEME = "Bearer ";

    /** The owner in the name of whom nothing is stored. */
    private static final String ADMIN = "admin";

    @Inject
    Settings settings;

    @Inject
    PassAuthenticator passes;

    @Inject
    GuestAuthenticator guests;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response) {
        String credentials = request.getHeader("Authorization");
        if (credentials != null && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return isAdmin(credentials.substring(SCHEME.length()).strip())
                    ? Optional.of(new Caller(ADMIN, request.getRemoteAddr(), false, Role.ADMIN))
                    : Optional.empty();
        }
        Optional<Caller> student = passes.authenticate(request);
        return student.isPresent() ? student : guest(request, response);
    }

    private boolean isAdmin(String token) {
        return settings.adminToken()
                .filter(it -> MessageDigest.isEqual(it.getBytes(UTF_8), token.getBytes(UTF_8)))
                .isPresent();
    }

    /** Whoever is no guest may still enter a code. */
    private Optional<Caller> guest(HttpServletRequest request, HttpServletResponse response) {
        try {
            return guests.authenticate(request, response);
        } catch (Denied e) {
            if (settings.authModes().contains(AuthMode.CLASS_PASS)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
