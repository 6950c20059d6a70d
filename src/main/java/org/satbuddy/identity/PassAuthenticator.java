package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.database.DatabaseClock;

/** Mode {@code class-pass}: identifies students by a signed cookie, which they get for the code of a lesson. */
@ApplicationScoped
public class PassAuthenticator {

    @Inject
    ClassPasses passes;

    @Inject
    SigningKeys keys;

    @Inject
    DatabaseClock clock;

    PassAuthenticator() {}

    PassAuthenticator(ClassPasses passes, SigningKeys keys, DatabaseClock clock) {
        this.passes = passes;
        this.keys = keys;
        this.clock = clock;
    }

    /** Empty if the request has no identity of a lesson that is open. */
    Optional<Caller> authenticate(HttpServletRequest request) {
        return known(request).map(owner -> new Caller(owner, request.getRemoteAddr()));
    }

    /**
     * Gives the student an identity for a lesson, by a cookie that ends with it. A student who is in already keeps the
     * identity.
     *
     * @param code as typed
     * @throws EntryRefused if the code lets nobody in
     */
    public ClassPass enter(String code, HttpServletRequest request, HttpServletResponse response) {
        ClassPasses.Entry entry =
                passes.enter(code, request.getRemoteAddr(), known(request).orElse(null));
        ClassPass pass = entry.pass();
        IdentityCookie.CLASS_PASS.give(
                request, response, keys.token(entry.owner()), Duration.between(clock.instant(), pass.endsAt()));
        return pass;
    }

    /** Takes the cookie back. Nobody has the identity any more. */
    public void leave(HttpServletRequest request, HttpServletResponse response) {
        IdentityCookie.CLASS_PASS.give(request, response, "", Duration.ZERO);
    }

    private Optional<String> known(HttpServletRequest request) {
        for (String token : IdentityCookie.CLASS_PASS.tokens(request)) {
            Optional<String> owner = keys.owner(token).filter(passes::isIn);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }
}
