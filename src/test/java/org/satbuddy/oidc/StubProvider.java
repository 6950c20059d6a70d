package org.satbuddy.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.satbuddy.config.Settings;

/** An identity provider that states what a test wants, true or forged. */
public final class StubProvider implements AutoCloseable {

    static final String CLIENT = "sat-buddy";

    final RSAKey key = key("one");
    final List<String> tokenRequests = new ArrayList<>();

    /** What its keys are said to be. */
    RSAKey published = key;

    /** What is said for a code. */
    String statement;

    /** Of the token endpoint. */
    int status = 200;

    int keysStatus = 200;

    /** What the provider calls itself; null for its address. */
    String calls;

    private final HttpServer server;

    public StubProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", it -> reply(it, 200, metadata()));
        server.createContext("/keys", it -> reply(it, keysStatus, new JWKSet(published.toPublicJWK()).toString()));
        server.createContext("/token", it -> {
            tokenRequests.add(new String(it.getRequestBody().readAllBytes(), UTF_8));
            reply(
                    it,
                    status,
                    status == 200
                            ? "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + statement + "\"}"
                            : "{\"error\":\"invalid_grant\"}");
        });
        server.start();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Settings.OidcSettings settings(Set<String> domains, Map<String, Set<String>> roles) {
        return new Settings.OidcSettings(
                URI.create(issuer()),
                CLIENT,
                Optional.of("a secret"),
                List.of("openid"),
                domains,
                "realm_access.roles",
                roles,
                Duration.ofMinutes(1));
    }

    /** Says this for the next codes. */
    public void state(JWTClaimsSet claims) {
        statement = signed(claims, key, JOSEObjectType.JWT);
    }

    static String signed(JWTClaimsSet claims, RSAKey by, JOSEObjectType type) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(by.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True ones, of a teacher. */
    public JWTClaimsSet.Builder claims(String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("248289761001")
                .issueTime(ago(1))
                .expirationTime(ago(-300))
                .claim("nonce", nonce)
                .claim("sid", "session-1")
                .claim("name", "Mia Lee")
                .claim("preferred_username", "mia.lee")
                .claim("email", "mia@school.example")
                .claim("email_verified", true)
                .claim("realm_access", Map.of("roles", List.of("other", "staff")));
    }

    static Date ago(long seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private String metadata() {
        String name = calls == null ? issuer() : calls;
        return "{\"issuer\":\"" + name + "\",\"authorization_endpoint\":\"" + issuer() + "/authorize\","
                + "\"token_endpoint\":\"" + issuer() + "/token\",\"jwks_uri\":\"" + issuer() + "/keys\","
                + "\"end_session_endpoint\":\"" + issuer() + "/end\",\"response_types_supported\":[\"code\"],"
                + "\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\",\"HS256\",\"none\"]}";
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
