package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.FlatDatabase;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.account.Changes;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.ProviderSignIn;
import org.satbuddy.account.Role;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.SignIn;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.oidc.IdentityProvider;
import org.satbuddy.oidc.StubProvider;

class ProviderAuthenticatorTest {

    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=([^&]*)");

    private final StubProvider stub = new StubProvider();
    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private final Database database = new FlatDatabase("store-hibernate", dataSource);
    private final DatabaseClock clock = new DatabaseClock(database);
    private final Node node = new Node(settings().build());

    @AfterEach
    void stop() {
        stub.close();
    }

    /** From the page for signing in to the provider, and back, as a browser goes. */
    @Test
    void signsAPersonIn() {
        var begun = new FakeResponse();
        Map<String, String> asked = parameters(node.authenticator.begin(new FakeRequest().build(), begun.build()));
        stub.state(stub.claims(asked.get("nonce")).build());

        Cookie session = finish(asked, begun);

        Caller caller = node.sessions
                .authenticate(new FakeRequest().cookies(session).build())
                .orElseThrow();
        assertThat(caller.role()).isEqualTo(Role.TEACHER);
        assertThat(asked.get("code_challenge_method")).isEqualTo("S256");
        assertThat(node.authenticator.signOut(caller.signedIn()).orElseThrow())
                .hasPath("/end")
                .hasParameter("id_token_hint")
                .hasParameter("post_logout_redirect_uri", "https://sat.example/login/");
        Node withoutProvider = new Node(settings().authModes(AuthMode.LOCAL).build());
        assertThat(withoutProvider.sessions.authenticate(
                        new FakeRequest().cookies(session).build()))
                .isEmpty();
    }

    @Test
    void signsNobodyInWithoutTheCookieOfTheBegin() {
        var begun = new FakeResponse();
        Map<String, String> asked = parameters(node.authenticator.begin(new FakeRequest().build(), begun.build()));
        FakeRequest request = new FakeRequest().query("code=c&state=" + asked.get("state"));

        assertExpired(request);
        assertExpired(request.cookies(new Cookie("satbuddy_sign_in", "made.up.token")));
    }

    private void assertExpired(FakeRequest request) {
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> node.authenticator.finish(request.build(), new FakeResponse().build()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGN_IN_EXPIRED));
    }

    private Cookie finish(Map<String, String> asked, FakeResponse begun) {
        var response = new FakeResponse();
        FakeRequest request =
                new FakeRequest().query("code=c&state=" + asked.get("state")).cookies(cookie(begun));
        node.authenticator.finish(request.build(), response.build());
        return cookie(response);
    }

    private static Cookie cookie(FakeResponse response) {
        String header = response.header("Set-Cookie");
        int equals = header.indexOf('=');
        return new Cookie(header.substring(0, equals), header.substring(equals + 1, header.indexOf(';')));
    }

    private static Map<String, String> parameters(URI address) {
        return PARAMETER
                .matcher(address.getQuery())
                .results()
                .collect(Collectors.toMap((MatchResult it) -> it.group(1), (MatchResult it) -> it.group(2)));
    }

    private SettingsBuilder settings() {
        return new SettingsBuilder()
                .publicUrl("https://sat.example")
                .oidc(stub.settings(Set.of(), Map.of("teacher", Set.of("staff"))));
    }

    private final class Node {

        final SessionAuthenticator sessions;
        final ProviderAuthenticator authenticator;

        Node(Settings settings) {
            var keys = new SigningKeys(settings, database, clock);
            var audit = new Audit(settings, database, clock);
            var changes = new Changes(database);
            var stored = new Sessions(settings, database, clock, changes, audit);
            sessions = new SessionAuthenticator(settings, stored, new SignIn(database, clock, stored, audit), keys);
            authenticator = new ProviderAuthenticator(
                    new IdentityProvider(settings, Thread::new),
                    new ProviderSignIn(database, clock, stored, changes, audit),
                    sessions,
                    keys,
                    clock);
        }
    }
}
