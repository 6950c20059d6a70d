package org.satbuddy.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0), and its keys. Both are read again after a while. While
 * the provider cannot be reached, what was read before is used.
 */
final class Discovery {

    private static final System.Logger LOG = LimitedLog.of(Discovery.class);

    private static final String PATH = "/.well-known/openid-configuration";
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** How long keys count while the provider cannot be reached. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    private final Settings.OidcSettings settings;
    private final ProviderHttp http;
    private Found known;
    private long readAgain;

    Discovery(Settings.OidcSettings settings, ProviderHttp http) {
        this.settings = settings;
        this.http = http;
    }

    record Found(OIDCProviderMetadata metadata, IDTokenValidator validator, LogoutTokenValidator logoutValidator) {}

    /**
     * One at a time, because all would read the same.
     *
     * @throws IOException if it was never read, and cannot be read now
     */
    synchronized Found find() throws IOException {
        long now = System.nanoTime();
        if (known == null || now - readAgain >= 0) {
            try {
                known = read();
                readAgain = now + FRESH.toNanos();
            } catch (IOException e) {
                if (known == null) {
                    throw e;
                }
                LOG.log(Level.WARNING, "What the identity provider says of itself cannot be read: {0}", e.getMessage());
                readAgain = now + RETRY.toNanos();
            }
        }
        return known;
    }

    private Found read() throws IOException {
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        OIDCProviderMetadata metadata =
                metadata(http.get(URI.create(base + PATH)).getContent());
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            // It may be a stranger's. With the address for all tenants of Entra, everybody in the world could come in.
            throw new IOException(
                    "it calls itself " + metadata.getIssuer() + ", and satbuddy.oidc.issuer is " + issuer);
        }
        JWSKeySelector<SecurityContext> keys = new JWSVerificationKeySelector<>(algorithms(metadata), keys(metadata));
        var client = new ClientID(settings.clientId());
        var validator = new IDTokenValidator(new Issuer(issuer), client, keys, null);
        validator.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        return new Found(metadata, validator, new LogoutTokenValidator(new Issuer(issuer), client, keys, null));
    }

    private static OIDCProviderMetadata metadata(String json) throws IOException {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(json);
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null) {
                throw new IOException("it does not say where people sign in");
            }
            return metadata;
        } catch (GeneralException e) {
            throw new IOException("it cannot be understood: " + e.getMessage(), e);
        }
    }

    /** Those with a public key only: with others, whoever knows the client's secret could make statements. */
    private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        var algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
        List<JWSAlgorithm> offered = metadata.getIDTokenJWSAlgs();
        algorithms.retainAll(offered == null ? List.of(JWSAlgorithm.RS256) : offered);
        return algorithms;
    }

    private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata) throws IOException {
        try {
            return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), address -> {
                        try {
                            return http.get(address.toURI());
                        } catch (URISyntaxException e) {
                            throw new IOException(e);
                        }
                    })
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("its keys have no address", e);
        }
    }
}
