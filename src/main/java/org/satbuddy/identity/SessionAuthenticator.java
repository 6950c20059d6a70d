package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.satbuddy.account.Account;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.Sessions.SignedIn;
import org.satbuddy.account.SignIn;
import org.satbuddy.config.Settings;

/**
 * Identifies people by the cookie of their session, which they get for a name and a password in mode {@code local}, or
 * from {@link ProviderAuthenticator}.
 */
@ApplicationScoped
public class SessionAuthenticator {

    /** Of the cookie by which a person's own device is known, whoever else tries wrong passwords. */
    private static final Duration DEVICE = Duration.ofDays(365);

    /** Sessions are signed, so that made-up ones cost no query. */
    private static final String SESSION_PREFIX = "session-";

    private static final String DEVICE_PREFIX = "device-";

    @Inject
    Settings settings;

    @Inject
    Sessions sessions;

    @Inject
    SignIn signIn;

    @Inject
    SigningKeys keys;

    SessionAuthenticator() {}

    SessionAuthenticator(Settings settings, Sessions sessions, SignIn signIn, SigningKeys keys) {
        this.settings = settings;
        this.sessions = sessions;
        this.signIn = signIn;
        this.keys = keys;
    }

    /** Empty if the request has no session that is open. */
    Optional<Caller> authenticate(HttpServletRequest request) {
        return signedIn(request).map(it -> Caller.of(it, request.getRemoteAddr()));
    }

    /**
     * Begins a session, by a cookie with a new token. What the browser had before is worth nothing afterwards.
     *
     * @throws org.satbuddy.account.EntryRefused if the person may not come in
     */
    public Account enter(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        SignIn.Entry entry = signIn.enter(name, password, place(request));
        leave(request);
        give(entry, request, response);
        return entry.account();
    }

    /** @throws org.satbuddy.account.EntryRefused if the old password is wrong, or the new one cannot be used */
    public Account changePassword(String old, String chosen, HttpServletRequest request, HttpServletResponse response) {
        Account account = Caller.of(request).signedIn().account();
        SignIn.Entry entry = signIn.changePassword(account, old, chosen, place(request));
        give(entry, request, response);
        return entry.account();
    }

    /** Ends the session, and takes the cookie back. Returns who has left, if anybody. */
    public Optional<SignedIn> leave(HttpServletRequest request, HttpServletResponse response) {
        Optional<SignedIn> left = leave(request);
        IdentityCookie.SESSION.give(request, response, "", Duration.ZERO);
        return left;
    }

    private Optional<SignedIn> leave(HttpServletRequest request) {
        Optional<SignedIn> left = signedIn(request);
        left.ifPresent(
                it -> sessions.leave(it, Caller.of(it, request.getRemoteAddr()).actor()));
        return left;
    }

    /** Ends the browser's session, and gives it the one of this token. */
    void replace(String token, HttpServletRequest request, HttpServletResponse response) {
        leave(request);
        give(token, request, response);
    }

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        if (!settings.hasAccounts()) {
            return Optional.empty();
        }
        // A mode that was switched off lets nobody in who came by it before.
        return IdentityCookie.SESSION.tokens(request).stream()
                .flatMap(token -> keys.owner(token).stream())
                .filter(it -> it.startsWith(SESSION_PREFIX))
                .flatMap(it -> sessions.find(it.substring(SESSION_PREFIX.length())).stream())
                .filter(it -> settings.authModes().contains(it.account().mode()))
                .findFirst();
    }

    private void give(SignIn.Entry entry, HttpServletRequest request, HttpServletResponse response) {
        give(entry.token(), request, response);
        IdentityCookie.DEVICE.give(request, response, keys.token(DEVICE_PREFIX + entry.device()), DEVICE);
    }

    private void give(String token, HttpServletRequest request, HttpServletResponse response) {
        IdentityCookie.SESSION.give(
                request,
                response,
                keys.token(SESSION_PREFIX + token),
                settings.sessions().age());
    }

    /**
     * Whose share of the server an attempt to sign in takes: that of a device on which somebody has signed in, so that
     * others at the same address do not hold it up.
     */
    String sender(HttpServletRequest request) {
        String device = place(request).device();
        return device == null ? request.getRemoteAddr() : DEVICE_PREFIX + device;
    }

    private SignIn.Place place(HttpServletRequest request) {
        String device = IdentityCookie.DEVICE.tokens(request).stream()
                .flatMap(token -> keys.owner(token).stream())
                .filter(it -> it.startsWith(DEVICE_PREFIX))
                .map(it -> it.substring(DEVICE_PREFIX.length()))
                .findFirst()
                .orElse(null);
        return new SignIn.Place(request.getRemoteAddr(), device);
    }
}
