package org.satbuddy.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.BackChannelLogoutRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.ProvenIdentity;
import org.satbuddy.account.ProviderSignIn.SignedOut;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.network.OutgoingHttp;

/**
 * The identity provider of the school, by OpenID Connect 1.0: authorization code with PKCE (RFC 7636), state and nonce;
 * sign-out at the provider; and back-channel logout. Calls to it block.
 */
@ApplicationScoped
public class IdentityProvider {

    private static final System.Logger LOG = LimitedLog.of(IdentityProvider.class);

    /** A class that signs in waits for each other's calls. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 512 << 10;

    /** Where the provider sends people back to, and where those who have signed out. It must know both. */
    private static final String RETURN = "/ai/session/provider/return";

    private static final String LEFT = "/login/";

    /** For a person who types a password and looks for a second factor. */
    public static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(15);

    @Inject
    Settings settings;

    @Resource
    ManagedThreadFactory threads;

    private OutgoingHttp outgoing;
    private ProviderHttp http;
    private Discovery discovery;

    IdentityProvider() {}

    public IdentityProvider(Settings settings, ThreadFactory threads) {
        this.settings = settings;
        open(threads);
    }

    @PostConstruct
    void open() {
        open(threads);
    }

    private void open(ThreadFactory factory) {
        settings.oidc().ifPresent(oidc -> {
            outgoing = new OutgoingHttp(settings.providers().network(), LONGEST_CALL, MOST_BYTES, factory);
            http = new ProviderHttp(outgoing);
            discovery = new Discovery(oidc, http);
        });
    }

    @PreDestroy
    void close() {
        if (outgoing != null) {
            outgoing.close();
        }
    }

    /** @param address to which the browser goes next */
    public record Begun(Attempt attempt, URI address) {}

    /**
     * Begins a sign-in.
     *
     * @throws EntryRefused if the provider cannot be reached
     */
    public Begun begin(long now) {
        Attempt attempt = Attempt.begin(now);
        Discovery.Found provider = found();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(oidc().scopes().toArray(String[]::new)), clientId(), below(RETURN))
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(attempt, address);
    }

    /**
     * Ends a sign-in.
     *
     * @param attempt that this browser has begun; null if there is none
     * @param query of the address to which the provider has sent the browser
     * @throws EntryRefused if the person may not come in
     */
    public ProvenIdentity finish(Attempt attempt, String query, long now) {
        if (attempt == null || query == null || attempt.begunAt() + LONGEST_ATTEMPT.toMillis() < now) {
            throw new EntryRefused(Reason.SIGN_IN_EXPIRED);
        }
        try {
            AuthenticationResponse response =
                    AuthenticationResponseParser.parse(URI.create(below(RETURN) + "?" + query));
            if (response.getState() == null || !response.getState().getValue().equals(attempt.state())) {
                throw new EntryRefused(Reason.SIGN_IN_EXPIRED);
            }
            Discovery.Found provider = found();
            requireSender(response, provider);
            if (!response.indicatesSuccess()) {
                throw refused(response.toErrorResponse().getErrorObject());
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            if (code == null) {
                throw failed("an answer without a code");
            }
            return prove(attempt, code, provider);
        } catch (ParseException | IllegalArgumentException e) {
            throw failed("an answer that cannot be read: " + e.getMessage());
        }
    }

    /** So that the answer of one provider cannot be passed to another (RFC 9207). */
    private static void requireSender(AuthenticationResponse response, Discovery.Found provider) {
        Issuer sender = response.getIssuer();
        boolean said = provider.metadata().supportsAuthorizationResponseIssuerParam();
        if (sender == null ? said : !sender.equals(provider.metadata().getIssuer())) {
            throw failed("an answer of another issuer");
        }
    }

    private static EntryRefused refused(ErrorObject error) {
        return OAuth2Error.ACCESS_DENIED.equals(error)
                ? new EntryRefused(Reason.SIGN_IN_CANCELLED)
                : failed("the error " + error.getCode());
    }

    private ProvenIdentity prove(Attempt attempt, AuthorizationCode code, Discovery.Found provider)
            throws ParseException {
        var grant = new AuthorizationCodeGrant(code, below(RETURN), new CodeVerifier(attempt.verifier()));
        URI endpoint = provider.metadata().getTokenEndpointURI();
        TokenRequest.Builder request = authentication(provider)
                .map(it -> new TokenRequest.Builder(endpoint, it, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, clientId(), grant));
        try {
            TokenResponse reply =
                    OIDCTokenResponseParser.parse(http.send(request.build().toHTTPRequest()));
            if (!reply.indicatesSuccess()) {
                throw failed(
                        "the error " + reply.toErrorResponse().getErrorObject().getCode() + " for a code");
            }
            OIDCTokens tokens = (OIDCTokens) reply.toSuccessResponse().getTokens();
            IDTokenClaimsSet claims = provider.validator().validate(tokens.getIDToken(), new Nonce(attempt.nonce()));
            requireClient(claims);
            return new Claims(claims.toJWTClaimsSet(), oidc()).identity(tokens.getIDTokenString());
        } catch (IOException | KeySourceException e) {
            throw unavailable(e);
        } catch (BadJOSEException | JOSEException e) {
            throw failed("a statement that is not valid: " + e.getMessage());
        }
    }

    /** The library looks at the audience only. A statement may be meant for several, and be made for one of them. */
    private void requireClient(IDTokenClaimsSet claims) {
        AuthorizedParty party = claims.getAuthorizedParty();
        if (party != null && !party.getValue().equals(oidc().clientId())) {
            throw failed("a statement for another client");
        }
    }

    /** As the provider wants it; in the header, if it does not say. */
    private Optional<ClientAuthentication> authentication(Discovery.Found provider) {
        List<ClientAuthenticationMethod> methods = provider.metadata().getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return oidc().clientSecret()
                .map(Secret::new)
                .map(it -> inBody ? new ClientSecretPost(clientId(), it) : new ClientSecretBasic(clientId(), it));
    }

    /**
     * Where a browser signs out at the provider; empty if the provider has no such place.
     *
     * @param idToken as the session has it
     */
    public Optional<URI> signOut(Optional<String> idToken) {
        try {
            JWT hint = idToken.isEmpty() ? null : JWTParser.parse(idToken.get());
            return Optional.ofNullable(found().metadata().getEndSessionEndpointURI())
                    .map(it -> new LogoutRequest(it, hint, null, clientId(), below(LEFT), null, null).toURI());
        } catch (java.text.ParseException | EntryRefused e) {
            // The person is out here, which counts most.
            LOG.log(Level.WARNING, "Nobody can sign out at the identity provider: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Reads what the provider sends when somebody has signed out there.
     *
     * @param form with the logout token
     * @throws EntryRefused if it is not valid
     */
    public SignedOut signedOut(String form) {
        Discovery.Found provider = found();
        try {
            LogoutTokenClaimsSet claims = provider.logoutValidator()
                    .validate(BackChannelLogoutRequest.parse(URLUtils.parseParameters(form))
                            .getLogoutToken());
            return new SignedOut(
                    claims.getIssuer().getValue(),
                    claims.getSubject() == null ? null : claims.getSubject().getValue(),
                    claims.getSessionID() == null ? null : claims.getSessionID().getValue(),
                    claims.getIssueTime().toInstant().plus(oidc().clockSkew()));
        } catch (KeySourceException e) {
            throw unavailable(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw failed("a logout that is not valid: " + e.getMessage());
        }
    }

    private Discovery.Found found() {
        try {
            return discovery.find();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private URI below(String path) {
        return URI.create(settings.publicUrl().orElseThrow() + path);
    }

    private Settings.OidcSettings oidc() {
        return settings.oidc().orElseThrow();
    }

    private ClientID clientId() {
        return new ClientID(oidc().clientId());
    }

    private static EntryRefused unavailable(Exception e) {
        LOG.log(Level.WARNING, "The identity provider cannot be reached: {0}", e.getMessage());
        return new EntryRefused(Reason.SIGN_IN_UNAVAILABLE);
    }

    private static EntryRefused failed(String why) {
        LOG.log(Level.WARNING, "The identity provider has sent {0}.", why);
        return new EntryRefused(Reason.SIGN_IN_FAILED);
    }
}
