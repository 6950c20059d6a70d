package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.ProvenIdentity;
import org.satbuddy.account.ProviderSignIn;
import org.satbuddy.account.Sessions.SignedIn;
import org.satbuddy.config.AuthMode;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.oidc.Attempt;
import org.satbuddy.oidc.IdentityProvider;

/** Mode {@code oidc}: leads browsers to the identity provider and back, and gives a session to whoever it signs in. */
@ApplicationScoped
public class ProviderAuthenticator {

    private static final String PREFIX = "sign-in-";

    @Inject
    IdentityProvider provider;

    @Inject
    ProviderSignIn signIn;

    @Inject
    SessionAuthenticator sessions;

    @Inject
    SigningKeys keys;

    @Inject
    DatabaseClock clock;

    ProviderAuthenticator() {}

    ProviderAuthenticator(
            IdentityProvider provider,
            ProviderSignIn signIn,
            SessionAuthenticator sessions,
            SigningKeys keys,
            DatabaseClock clock) {
        this.provider = provider;
        this.signIn = signIn;
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Begins a sign-in. Returns where the browser goes next.
     *
     * @throws EntryRefused if the provider cannot be reached
     */
    public URI begin(HttpServletRequest request, HttpServletResponse response) {
        IdentityProvider.Begun begun = provider.begin(clock.millis());
        String token = keys.token(PREFIX + begun.attempt().text());
        IdentityCookie.SIGN_IN.give(request, response, token, IdentityProvider.LONGEST_ATTEMPT);
        return begun.address();
    }

    /**
     * Ends a sign-in by a session. What the browser had before is worth nothing afterwards.
     *
     * @throws EntryRefused if the person may not come in
     */
    public void finish(HttpServletRequest request, HttpServletResponse response) {
        IdentityCookie.SIGN_IN.give(request, response, "", Duration.ZERO);
        ProviderSignIn.Entry entry = signIn.enter(proven(request), request.getRemoteAddr());
        sessions.replace(entry.token(), request, response);
    }

    private ProvenIdentity proven(HttpServletRequest request) {
        try {
            return provider.finish(attempt(request).orElse(null), request.getQueryString(), clock.millis());
        } catch (EntryRefused e) {
            signIn.refused(request.getRemoteAddr(), e.reason().name());
            throw e;
        }
    }

    private Optional<Attempt> attempt(HttpServletRequest request) {
        return IdentityCookie.SIGN_IN.tokens(request).stream()
                .flatMap(token -> keys.owner(token).stream())
                .filter(it -> it.startsWith(PREFIX))
                .flatMap(it -> Attempt.of(it.substring(PREFIX.length())).stream())
                .findFirst();
    }

    /** Where somebody who has left signs out at the provider, too; empty if the person came by a password. */
    public Optional<URI> signOut(SignedIn left) {
        return left.account().mode() == AuthMode.OIDC
                ? provider.signOut(left.session().idToken())
                : Optional.empty();
    }

    /**
     * The provider says that somebody has signed out there.
     *
     * @param form as the provider has sent it
     * @throws EntryRefused if it did not come from the provider
     */
    public void signedOut(String form, String address) {
        signIn.leave(provider.signedOut(form), address);
    }
}
