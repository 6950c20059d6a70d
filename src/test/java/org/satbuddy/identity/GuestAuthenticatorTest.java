package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.Cookie;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Database;
import org.satbuddy.task.DatabaseClock;

class GuestAuthenticatorTest {

    private final JdbcDataSource dataSource = dataSource();
    private final Database database = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource);

    @Test
    void givesAnIdentityOnTheFirstCallAndKnowsItAfterwards() {
        GuestAuthenticator door = node(null);
        var response = new FakeResponse();
        Caller first =
                door.authenticate(new FakeRequest().build(), response.build()).orElseThrow();
        assertThat(response.header("Set-Cookie"))
                .matches("satbuddy_guest=[\\w-]+\\.[\\w-]+\\.[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly;"
                        + " SameSite=Lax");

        var again = new FakeResponse();
        Caller second = door.authenticate(
                        bring("satbuddy_guest", token(response)).build(), again.build())
                .orElseThrow();
        assertThat(second).isEqualTo(first);
        assertThat(again.header("Set-Cookie")).isNull();
    }

    @Test
    void givesEverybodyAnotherIdentity() {
        GuestAuthenticator door = node(null);
        assertThat(meet(door)).isNotEqualTo(meet(door));
    }

    @Test
    void bindsTheCookieToTheHostOnTls() {
        GuestAuthenticator door = node(null);
        var response = new FakeResponse();
        door.authenticate(new FakeRequest().secure().build(), response.build());
        assertThat(response.header("Set-Cookie"))
                .startsWith("__Host-satbuddy_guest=")
                .endsWith("; Secure");
        assertThat(owner(door, bring("__Host-satbuddy_guest", token(response)).secure()))
                .isEqualTo(owner(
                        door, bring("__Host-satbuddy_guest", token(response)).secure()));
        assertThat(owner(door, bring("satbuddy_guest", token(response)).secure()))
                .isNotEqualTo(owner(
                        door, bring("__Host-satbuddy_guest", token(response)).secure()));
    }

    @Test
    void looksPastForeignCookiesOfTheSameName() {
        GuestAuthenticator door = node(null);
        String token = door.keys.token("guest-mia");
        var request = new FakeRequest()
                .cookies(
                        new Cookie("other", token),
                        new Cookie("satbuddy_guest", "x"),
                        new Cookie("satbuddy_guest", token));
        assertThat(owner(door, request)).isEqualTo("guest-mia");
    }

    @Test
    void replacesAForgedCookie() {
        GuestAuthenticator door = node(null);
        String token = door.keys.token("guest-mia");
        var response = new FakeResponse();
        Caller caller = door.authenticate(
                        bring("satbuddy_guest", token.replace("mia", "leo")).build(), response.build())
                .orElseThrow();
        assertThat(caller.owner()).isNotIn("guest-mia", "guest-leo");
        assertThat(response.header("Set-Cookie")).isNotNull();
    }

    @Test
    void meetsNobodyFromPartsOfOtherPages() {
        var response = new FakeResponse();
        var request = new FakeRequest().header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "no-cors");
        assertThat(node(null).authenticate(request.build(), response.build())).isEmpty();
        assertThat(response.header("Set-Cookie")).isNull();
    }

    @Test
    void staysOnThisMachine() {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> meet(node(null), new FakeRequest().address("10.0.0.8")));
    }

    @Test
    void isClosedInOtherModes() {
        GuestAuthenticator door = node(null);
        door.settings = settings("local", null);
        assertThat(door.authenticate(new FakeRequest().build(), new FakeResponse().build()))
                .isEmpty();
    }

    @Test
    void keepsTheKeyAcrossRestartsAndNodes() {
        String token = node(null).keys.token("guest-mia");
        assertThat(node(null).keys.owner(token)).contains("guest-mia");
    }

    @Test
    void nodesThatStartTogetherAgreeOnOneKey() throws Exception {
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
    void acceptsThePreviousSecretAfterAChangeAndNoneBeforeIt() {
        String made = node(null).keys.token("guest-mia");
        String first = node("first secret").keys.token("guest-mia");
        assertThat(node("first secret").keys.owner(made)).contains("guest-mia");
        SigningKeys second = node("second secret").keys;
        assertThat(second.owner(first)).contains("guest-mia");
        assertThat(second.owner(made)).isEmpty();
        assertThat(second.owner(second.token("guest-mia"))).contains("guest-mia");
        assertThat(first).isEqualTo(node("first secret").keys.token("guest-mia"));
    }

    private String meet(GuestAuthenticator door) {
        return meet(door, new FakeRequest());
    }

    private static String meet(GuestAuthenticator door, FakeRequest request) {
        return owner(door, request);
    }

    private static String owner(GuestAuthenticator door, FakeRequest request) {
        return door.authenticate(request.build(), new FakeResponse().build())
                .orElseThrow()
                .owner();
    }

    private static FakeRequest bring(String name, String token) {
        return new FakeRequest().cookies(new Cookie(name, token));
    }

    private static String token(FakeResponse response) {
        String cookie = response.header("Set-Cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    /** A node as it is after its start, on the one database. */
    private GuestAuthenticator node(String secret) {
        var door = new GuestAuthenticator();
        door.settings = settings("guest", secret);
        door.keys = new SigningKeys(door.settings, database, new DatabaseClock(database));
        return door;
    }

    private static Settings settings(String mode, String secret) {
        return new Settings(
                null, null, null, false, Optional.empty(), Optional.ofNullable(secret), mode, Optional.empty());
    }

    private static JdbcDataSource dataSource() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
