package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.satbuddy.config.Settings;

/** Mode {@code guest}: on this machine everybody is somebody, known by a signed cookie that the first call gives. */
@ApplicationScoped
class GuestAuthenticator implements Authenticator {

    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Settings settings;

    @Inject
    SigningKeys keys;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (!settings.authMode().equals("guest")) {
            return Optional.empty();
        }
        LoopbackGuard.check(request);
        return known(request)
                .or(() -> newcomer(request, response))
                .map(owner -> new Caller(owner, request.getRemoteAddr()));
    }

    /** Other applications on this host can set a cookie of the same name: the first one that we signed counts. */
    private Optional<String> known(HttpServletRequest request) {
        for (String token : GuestCookie.tokens(request)) {
            Optional<String> owner = keys.owner(token);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    /**
     * Pictures and the like that another site's page asks for come without our cookie: a new one in the answer could
     * replace the one that the student has.
     */
    private Optional<String> newcomer(HttpServletRequest request, HttpServletResponse response) {
        if (!CsrfGuard.mayIssueIdentity(request)) {
            return Optional.empty();
        }
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        String owner = "guest-" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        GuestCookie.give(request, response, keys.token(owner));
        return Optional.of(owner);
    }
}
