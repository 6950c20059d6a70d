package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.satbuddy.account.AccessToken.NewToken;
import org.satbuddy.account.AccessTokens;
import org.satbuddy.account.AccessTokens.MadeToken;
import org.satbuddy.config.Settings;

/** Identifies programs by the access token of a person. Tokens are signed, so that made-up ones cost no query. */
@ApplicationScoped
public class TokenAuthenticator {

    private static final String PREFIX = "token-";

    @Inject
    Settings settings;

    @Inject
    AccessTokens tokens;

    @Inject
    SigningKeys keys;

    TokenAuthenticator() {}

    TokenAuthenticator(Settings settings, AccessTokens tokens, SigningKeys keys) {
        this.settings = settings;
        this.tokens = tokens;
        this.keys = keys;
    }

    /** Makes a token of the caller. Its text is shown once. */
    public MadeToken make(Caller caller, NewToken wanted) {
        MadeToken made = tokens.make(caller.signedIn().account().id(), wanted, caller.actor());
        return new MadeToken(made.token(), keys.token(PREFIX + made.secret()));
    }

    Optional<Caller> authenticate(String token, String address) {
        if (!settings.hasAccounts()) {
            return Optional.empty();
        }
        return keys.owner(token)
                .filter(it -> it.startsWith(PREFIX))
                .flatMap(it -> tokens.find(it.substring(PREFIX.length())))
                .filter(it -> settings.authModes().contains(it.account().mode()))
                .map(it -> Caller.of(it, address));
    }
}
