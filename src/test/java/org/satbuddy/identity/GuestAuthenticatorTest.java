package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.Cookie;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class GuestAuthenticatorTest {

    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private final Database database = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource);

    @Test
    void issuesAnIdentityOnceAndRecognisesItAfterwards() {
        GuestAuthenticator guests = node(null);
        var response = new FakeResponse();
        Caller first =
                guests.authenticate(new FakeRequest().build(), response.build()).orElseThrow();
        assertThat(response.header("Set-Cookie"))
                .matches("satbuddy_guest=[\\w-]+\\.[\\w-]+\\.[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly;"
                        + " SameSite=Lax");

        var again = new FakeResponse();
        Caller second = guests.authenticate(
                        withCookie("satbuddy_guest", token(response)).build(), again.build())
                .orElseThrow();
        assertThat(second.owner()).isEqualTo(first.owner());
        assertThat(again.header("Set-Cookie")).isNull();
    }

    /** Any request can be a newcomer's, so one person could have any number of shares. */
    @Test
    void countsNewcomersByTheirAddress() {
        GuestAuthenticator guests = node(null);
        var response = new FakeResponse();
        Caller first =
                guests.authenticate(new FakeRequest().build(), response.build()).orElseThrow();
        Caller second = guests.authenticate(
                        withCookie("satbuddy_guest", token(response)).build(), new FakeResponse().build())
                .orElseThrow();
        assertThat(first.sender()).isEqualTo("127.0.0.1");
        assertThat(second.sender()).isEqualTo(first.owner());
    }

    @Test
    void issuesDistinctIdentities() {
        GuestAuthenticator guests = node(null);
        assertThat(newcomer(guests)).isNotEqualTo(newcomer(guests));
    }

    @Test
    void usesTheHostPrefixOverTlsOnly() {
        GuestAuthenticator guests = node(null);
        var response = new FakeResponse();
        guests.authenticate(new FakeRequest().secure().build(), response.build());
        assertThat(response.header("Set-Cookie"))
                .startsWith("__Host-satbuddy_guest=")
                .endsWith("; Secure");
        assertThat(owner(
                        guests,
                        withCookie("__Host-satbuddy_guest", token(response)).secure()))
                .isEqualTo(owner(
                        guests,
                        withCookie("__Host-satbuddy_guest", token(response)).secure()));
        assertThat(owner(guests, withCookie("satbuddy_guest", token(response)).secure()))
                .isNotEqualTo(owner(
                        guests,
                        withCookie("__Host-satbuddy_guest", token(response)).secure()));
    }

    @Test
    void skipsUnsignedCookiesOfTheSameName() {
        GuestAuthenticator guests = node(null);
        String token = guests.keys.token("guest-mia");
        var request = new FakeRequest()
                .cookies(
                        new Cookie("other", token),
                        new Cookie("satbuddy_guest", "x"),
                        new Cookie("satbuddy_guest", token));
        assertThat(owner(guests, request)).isEqualTo("guest-mia");
    }

    @Test
    void replacesAForgedCookie() {
        GuestAuthenticator guests = node(null);
        String token = guests.keys.token("guest-mia");
        var response = new FakeResponse();
        Caller caller = guests.authenticate(
                        withCookie("satbuddy_guest", token.replace("mia", "leo"))
                                .build(),
                        response.build())
                .orElseThrow();
        assertThat(caller.owner()).isNotIn("guest-mia", "guest-leo");
        assertThat(response.header("Set-Cookie")).isNotNull();
    }

    @Test
    void issuesNoIdentityToSubresourcesOfOtherSites() {
        var response = new FakeResponse();
        var request = new FakeRequest().header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "no-cors");
        assertThat(node(null).authenticate(request.build(), response.build())).isEmpty();
        assertThat(response.header("Set-Cookie")).isNull();
    }

    @Test
    void refusesOtherMachines() {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> newcomer(node(null), new FakeRequest().address("10.0.0.8")));
    }

    @Test
    void identifiesNobodyInOtherModes() {
        GuestAuthenticator guests = node(null);
        guests.settings = settings(AuthMode.CLASS_PASS, null);
        assertThat(guests.authenticate(new FakeRequest().build(), new FakeResponse().build()))
                .isEmpty();
    }

    @Test
    void keepsTheKeyAcrossRestartsAndNodes() {
        String token = node(null).keys.token("guest-mia");
        assertThat(node(null).keys.owner(token)).contains("guest-mia");
    }

    @Test
    void agreesOnOneKeyWhenNodesStartTogether() throws Exception {
        int nodes = 8;
        var together = new CountDownLatch(nodes);
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            Callable<String> start = () -> {
                SigningKeys keys = node(null).keys;
                together.countDown();
                together.await();
                return keys.token("guest-mia");
            };
            Set<String> tokens = new HashSet<>();
            for (Future<String> token : threads.invokeAll(
                    IntStream.range(0, nodes).mapToObj(i -> start).toList())) {
                tokens.add(token.get());
            }
            assertThat(tokens).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void acceptsThePreviousSecretButNoOlderOne() {
        String made = node(null).keys.token("guest-mia");
        String first = node("first secret").keys.token("guest-mia");
        assertThat(node("first secret").keys.owner(made)).contains("guest-mia");
        SigningKeys second = node("second secret").keys;
        assertThat(second.owner(first)).contains("guest-mia");
        assertThat(second.owner(made)).isEmpty();
        assertThat(second.owner(second.token("guest-mia"))).contains("guest-mia");
        assertThat(first).isEqualTo(node("first secret").keys.token("guest-mia"));
    }

    private String newcomer(GuestAuthenticator guests) {
        return newcomer(guests, new FakeRequest());
    }

    private static String newcomer(GuestAuthenticator guests, FakeRequest request) {
        return owner(guests, request);
    }

    private static String owner(GuestAuthenticator guests, FakeRequest request) {
        return guests.authenticate(request.build(), new FakeResponse().build())
                .orElseThrow()
                .owner();
    }

    private static FakeRequest withCookie(String name, String token) {
        return new FakeRequest().cookies(new Cookie(name, token));
    }

    private static String token(FakeResponse response) {
        String cookie = response.header("Set-Cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    /** A newly started node on the shared database. */
    private GuestAuthenticator node(String secret) {
        var guests = new GuestAuthenticator();
        guests.settings = settings(AuthMode.GUEST, secret);
        guests.keys = new SigningKeys(guests.settings, database, new DatabaseClock(database));
        return guests;
    }

    private static Settings settings(AuthMode mode, String secret) {
        return new SettingsBuilder().authModes(mode).secret(secret).build();
    }
}
