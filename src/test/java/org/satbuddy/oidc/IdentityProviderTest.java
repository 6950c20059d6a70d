package org.satbuddy.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.ProvenIdentity;
import org.satbuddy.account.ProviderSignIn.SignedOut;
import org.satbuddy.account.Role;
import org.satbuddy.config.SettingsBuilder;

class IdentityProviderTest {

    private static final long NOW = 1_000_000;
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final StubProvider stub = new StubProvider();
    private final IdentityProvider provider = provider(Set.of());

    @AfterEach
    void stop() {
        stub.close();
    }

    /** Statements that must let nobody in. */
    enum Forged {
        OTHER_KEY,
        KEY_OF_THE_SAME_NAME,
        NO_SIGNATURE,
        SIGNED_WITH_THE_SECRET,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_PARTY,
        EXPIRED,
        OF_THE_FUTURE,
        REPLAYED,
        NO_NONCE,
        CHANGED,
        NO_JWT
    }

    @Test
    void letsInWhoeverTheProviderHasSignedIn() {
        Attempt attempt = begin();
        stub.statement = statement(stub.claims(attempt.nonce()).build());

        ProvenIdentity identity = finish(attempt);

        assertThat(identity.subject()).isEqualTo("248289761001");
        assertThat(identity.session()).isEqualTo("session-1");
        assertThat(identity.names()).containsExactly("mia.lee", "mia@school.example");
        assertThat(identity.role()).isEqualTo(Role.TEACHER);
        assertThat(stub.tokenRequests)
                .singleElement()
                .asString()
                .contains("code_verifier=" + attempt.verifier(), "redirect_uri=https%3A%2F%2Fsat.example%2Fai");
    }

    @ParameterizedTest
    @EnumSource(Forged.class)
    void letsNobodyInByAForgedStatement(Forged forged) throws JOSEException {
        Attempt attempt = begin();
        stub.statement = forge(forged, attempt);

        assertRefused(Reason.SIGN_IN_FAILED, attempt, query(attempt));
    }

    private String forge(Forged forged, Attempt attempt) throws JOSEException {
        JWTClaimsSet.Builder claims = stub.claims(attempt.nonce());
        return switch (forged) {
            case OTHER_KEY -> StubProvider.signed(claims.build(), StubProvider.key("two"), JOSEObjectType.JWT);
            case KEY_OF_THE_SAME_NAME ->
                StubProvider.signed(claims.build(), StubProvider.key("one"), JOSEObjectType.JWT);
            case NO_SIGNATURE -> new PlainJWT(claims.build()).serialize();
            case SIGNED_WITH_THE_SECRET -> {
                var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
                jwt.sign(new MACSigner("a secret of at least thirty-two bytes"));
                yield jwt.serialize();
            }
            case OTHER_ISSUER -> statement(claims.issuer("https://evil.example").build());
            case OTHER_AUDIENCE -> statement(claims.audience("another").build());
            case OTHER_PARTY ->
                statement(claims.audience(List.of(StubProvider.CLIENT, "another"))
                        .claim("azp", "another")
                        .build());
            case EXPIRED ->
                statement(claims.expirationTime(StubProvider.ago(120))
                        .issueTime(StubProvider.ago(600))
                        .build());
            case OF_THE_FUTURE ->
                statement(claims.issueTime(StubProvider.ago(-600)).build());
            case REPLAYED -> statement(stub.claims("of-another-sign-in").build());
            case NO_NONCE -> statement(stub.claims(null).build());
            case CHANGED -> {
                String[] parts = statement(claims.build()).split("\\.", -1);
                String[] others = statement(claims.subject("admin").build()).split("\\.", -1);
                yield parts[0] + "." + others[1] + "." + parts[2];
            }
            case NO_JWT -> "nonsense";
        };
    }

    @Test
    void endsOnlyTheSignInThatThisBrowserHasBegun() {
        Attempt attempt = begin();
        stub.statement = statement(stub.claims(attempt.nonce()).build());

        assertRefused(Reason.SIGN_IN_EXPIRED, null, query(attempt));
        assertRefused(Reason.SIGN_IN_EXPIRED, begin(), query(attempt));
        assertRefused(Reason.SIGN_IN_EXPIRED, attempt, "code=c");
        assertRefused(Reason.SIGN_IN_EXPIRED, attempt, null);
        assertRefused(Reason.SIGN_IN_FAILED, attempt, query(attempt) + "&iss=https%3A%2F%2Fevil.example");
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> provider.finish(attempt, query(attempt), NOW + 16 * 60_000))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGN_IN_EXPIRED));
        assertThat(stub.tokenRequests).isEmpty();
    }

    @Test
    void tellsWhoCancelledFromWhatFailed() {
        Attempt attempt = begin();

        assertRefused(Reason.SIGN_IN_CANCELLED, attempt, "error=access_denied&state=" + attempt.state());
        assertRefused(Reason.SIGN_IN_FAILED, attempt, "error=server_error&state=" + attempt.state());
        assertRefused(Reason.SIGN_IN_FAILED, attempt, "state=" + attempt.state());
        stub.status = 400;
        assertRefused(Reason.SIGN_IN_FAILED, attempt, query(attempt));
    }

    @Test
    void trustsNoProviderThatCallsItselfSomethingElse() {
        stub.calls = "https://login.example/{tenantid}/v2.0";

        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> provider.begin(NOW))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGN_IN_UNAVAILABLE));
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheProviderIsAway() {
        Attempt attempt = begin();
        stub.statement = statement(stub.claims(attempt.nonce()).build());
        stub.close();

        assertThat(provider.begin(NOW).address()).hasPath("/authorize");
        assertRefused(Reason.SIGN_IN_UNAVAILABLE, attempt, query(attempt));
    }

    @Test
    void letsInOnlyPeopleOfTheSchoolsDomains() {
        IdentityProvider closed = provider(Set.of("school.example"));

        assertThat(domain(closed, it -> it)).isNull();
        assertThat(domain(closed, it -> it.claim("email_verified", false))).isEqualTo(Reason.NOT_OF_SCHOOL);
        assertThat(domain(closed, it -> it.claim("email", "mia@school.example.evil")))
                .isEqualTo(Reason.NOT_OF_SCHOOL);
        assertThat(domain(closed, it -> it.claim("email", null))).isEqualTo(Reason.NOT_OF_SCHOOL);
        assertThat(domain(closed, it -> it.claim("email", null).claim("hd", "School.example")))
                .isNull();
    }

    private Reason domain(IdentityProvider closed, UnaryOperator<JWTClaimsSet.Builder> change) {
        Attempt attempt = closed.begin(NOW).attempt();
        stub.statement = statement(change.apply(stub.claims(attempt.nonce())).build());
        try {
            closed.finish(attempt, query(attempt), NOW);
            return null;
        } catch (EntryRefused e) {
            return e.reason();
        }
    }

    /** Whoever is not let in may try again later. */
    @Test
    void tellsAFailureOfTheProviderFromARefusal() {
        Attempt attempt = prepared();
        stub.keysStatus = 503;
        assertRefused(Reason.SIGN_IN_UNAVAILABLE, attempt, query(attempt));
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> provider.signedOut("logout_token="
                        + StubProvider.signed(logout().build(), stub.key, new JOSEObjectType("logout+jwt"))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGN_IN_UNAVAILABLE));
        stub.keysStatus = 200;
        stub.status = 502;
        assertRefused(Reason.SIGN_IN_UNAVAILABLE, attempt, query(attempt));
    }

    @Test
    void noticesNewKeys() {
        finish(prepared());
        stub.published = StubProvider.key("two");
        Attempt attempt = begin();
        stub.statement = StubProvider.signed(stub.claims(attempt.nonce()).build(), stub.published, JOSEObjectType.JWT);

        assertThat(finish(attempt).subject()).isEqualTo("248289761001");
    }

    @Test
    void hearsWhoHasSignedOutElsewhere() {
        SignedOut left = provider.signedOut(
                "logout_token=" + StubProvider.signed(logout().build(), stub.key, new JOSEObjectType("logout+jwt")));

        assertThat(left.session()).isEqualTo("session-1");
        assertThat(left.issuer()).isEqualTo(stub.issuer());
    }

    @Test
    void believesNoForgedLogout() {
        var type = new JOSEObjectType("logout+jwt");
        var forged = List.of(
                "",
                "nonsense",
                "logout_token=a.b.c",
                StubProvider.signed(logout().build(), StubProvider.key("one"), type),
                StubProvider.signed(logout().audience("another").build(), stub.key, type),
                StubProvider.signed(logout().issuer("https://evil.example").build(), stub.key, type),
                StubProvider.signed(logout().claim("events", null).build(), stub.key, type),
                // A statement of a sign-in is no logout.
                statement(stub.claims("n").build()));

        assertThat(forged)
                .allSatisfy(token -> assertThatExceptionOfType(EntryRefused.class)
                        .isThrownBy(() -> provider.signedOut(token.contains("=") ? token : "logout_token=" + token))
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGN_IN_FAILED)));
    }

    private JWTClaimsSet.Builder logout() {
        return new JWTClaimsSet.Builder()
                .issuer(stub.issuer())
                .audience(StubProvider.CLIENT)
                .issueTime(StubProvider.ago(1))
                .expirationTime(StubProvider.ago(-120))
                .jwtID("one")
                .claim("sid", "session-1")
                .claim("events", Map.of(EVENT, Map.of()));
    }

    private IdentityProvider provider(Set<String> domains) {
        return new IdentityProvider(
                new SettingsBuilder()
                        .publicUrl("https://sat.example")
                        .oidc(stub.settings(domains, Map.of("teacher", Set.of("staff"))))
                        .build(),
                Thread::new);
    }

    private Attempt begin() {
        return provider.begin(NOW).attempt();
    }

    private Attempt prepared() {
        Attempt attempt = begin();
        stub.statement = statement(stub.claims(attempt.nonce()).build());
        return attempt;
    }

    private ProvenIdentity finish(Attempt attempt) {
        return provider.finish(attempt, query(attempt), NOW);
    }

    private void assertRefused(Reason reason, Attempt attempt, String query) {
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> provider.finish(attempt, query, NOW))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String query(Attempt attempt) {
        return "code=c&state=" + attempt.state();
    }

    private String statement(JWTClaimsSet claims) {
        return StubProvider.signed(claims, stub.key, JOSEObjectType.JWT);
    }
}
