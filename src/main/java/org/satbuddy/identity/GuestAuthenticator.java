package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.satbuddy.account.RandomText;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;

/** Mode {@code guest}: identifies local callers by a signed cookie, which the first response sets. */
@ApplicationScoped
class GuestAuthenticator {

    private static final String PREFIX = "guest-";
    private static final int ID_BYTES = 16;
    private static final Duration LIFE = Duration.ofDays(30);

    /** The address of every guest. A process on this machine may use any address of 127.0.0.0/8. */
    private static final String THIS_MACHINE = "127.0.0.1";

    @Inject
    Settings settings;

    @Inject
    SigningKeys keys;

    /**
     * Identifies a guest. May add a cookie with a new identity to the response.
     *
     * @return empty if another mode must identify the caller
     * @throws Denied if the request does not come from this machine
     */
    Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (!settings.authModes().contains(AuthMode.GUEST)) {
            return Optional.empty();
        }
        LoopbackGuard.check(request);
        return known(request)
                .map(owner -> new Caller(owner, THIS_MACHINE))
                .or(() -> newcomer(request, response).map(owner -> new Caller(owner, THIS_MACHINE, true)));
    }

    /** Other applications on this host can set a cookie of the same name. The first with a valid signature counts. */
    private Optional<String> known(HttpServletRequest request) {
        for (String token : IdentityCookie.GUEST.tokens(request)) {
            Optional<String> owner = keys.owner(token).filter(it -> it.startsWith(PREFIX));
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    /**
     * Requests for subresources of another site's page come without our cookie. A new cookie in the response could
     * replace the student's own.
     */
    private Optional<String> newcomer(HttpServletRequest request, HttpServletResponse response) {
        if (!CsrfGuard.mayIssueIdentity(request)) {
            return Optional.empty();
        }
        String owner = PREFIX + RandomText.base64(ID_BYTES);
        IdentityCookie.GUEST.give(request, response, keys.token(owner), LIFE);
        return Optional.of(owner);
    }
}
