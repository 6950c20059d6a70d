package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.account.AccessTokens;
import org.satbuddy.account.Changes;
import org.satbuddy.account.Role;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.SignIn;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class ModesAuthenticatorTest {

    private static final String TOKEN = "a-token-of-at-least-32-characters";
    private static final String OTHER_MACHINE = "192.0.2.7";

    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private final Database database = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource);
    private final DatabaseClock clock = new DatabaseClock(database);

    private ModesAuthenticator modes = node(AuthMode.GUEST, AuthMode.CLASS_PASS);

    @Test
    void knowsAStudentOfALesson() {
        var response = new FakeResponse();
        FakeRequest entering = new FakeRequest().address(OTHER_MACHINE).secure();
        modes.passes.enter(code(), entering.build(), response.build());
        String cookie = response.header("Set-Cookie");
        assertThat(cookie)
                .matches("__Host-satbuddy_pass=[\\w-]+\\.[\\w-]+\\.[\\w-]{43}; Path=/; Max-Age=\\d{4}; HttpOnly;"
                        + " SameSite=Lax; Secure");

        Caller student = authenticate(
                        new FakeRequest().address(OTHER_MACHINE).secure().cookies(cookie(cookie)))
                .orElseThrow();

        assertThat(student.owner()).startsWith("pass-");
        assertThat(student.address()).isEqualTo(OTHER_MACHINE);
        assertThat(student.role()).isEqualTo(Role.STUDENT);
        assertThat(student.sender()).isEqualTo(student.owner());
    }

    @Test
    void asksOtherMachinesForACode() {
        assertThat(authenticate(new FakeRequest().address(OTHER_MACHINE))).isEmpty();
    }

    @Test
    void saysToOtherMachinesThatItIsForGuestsOnly() {
        modes = node(AuthMode.GUEST);
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> authenticate(new FakeRequest().address(OTHER_MACHINE)))
                .returns(Denied.Code.GUEST_NOT_LOCAL, Denied::code);
    }

    @Test
    void knowsGuestsBesideStudents() {
        assertThat(authenticate(new FakeRequest()).orElseThrow().owner()).startsWith("guest-");
    }

    @Test
    void letsNoGuestInIfGuestsAreSwitchedOff() {
        modes = node(AuthMode.CLASS_PASS);
        assertThat(authenticate(new FakeRequest())).isEmpty();
    }

    /** The signature is valid, and the identity is of another mode. */
    @Test
    void takesNoIdentityInTheCookieOfAnotherMode() {
        String guest = modes.guests.keys.token("guest-mia");
        assertThat(authenticate(new FakeRequest().address(OTHER_MACHINE).cookies(new Cookie("satbuddy_pass", guest))))
                .isEmpty();
        String admin = modes.guests.keys.token("admin");
        assertThat(authenticate(new FakeRequest().cookies(new Cookie("satbuddy_guest", admin)))
                        .orElseThrow()
                        .owner())
                .startsWith("guest-");
    }

    @Test
    void knowsAnAdministratorByTheToken() {
        Caller admin = authenticate(new FakeRequest().address(OTHER_MACHINE).header("Authorization", "Bearer " + TOKEN))
                .orElseThrow();
        assertThat(admin.role()).isEqualTo(Role.ADMIN);
    }

    /** A wrong token is no guest: a script would not notice. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer x", "bearer a-token-of-at-least-32-character", "Bearer \u00e9"})
    void knowsNobodyByAnotherToken(String credentials) {
        assertThat(authenticate(new FakeRequest().header("Authorization", credentials)))
                .isEmpty();
    }

    private Optional<Caller> authenticate(FakeRequest request) {
        return modes.authenticate(request.build(), new FakeResponse().build());
    }

    private String code() {
        Instant now = clock.instant();
        return modes.passes
                .passes
                .make(
                        new ClassPass.NewPass("Algebra", now, now.plus(Duration.ofMinutes(50)), 30, 0),
                        Caller.operator(OTHER_MACHINE))
                .code();
    }

    private static Cookie cookie(String header) {
        int equals = header.indexOf('=');
        return new Cookie(header.substring(0, equals), header.substring(equals + 1, header.indexOf(';')));
    }

    private ModesAuthenticator node(AuthMode... allowed) {
        Settings settings =
                new SettingsBuilder().authModes(allowed).adminToken(TOKEN).build();
        var keys = new SigningKeys(settings, database, clock);
        var audit = new Audit(new SettingsBuilder().build(), database, clock);
        var node = new ModesAuthenticator();
        node.settings = settings;
        node.passes = new PassAuthenticator(new ClassPasses(settings, database, clock, audit), keys, clock);
        var changes = new Changes(database);
        node.tokens = new TokenAuthenticator(settings, new AccessTokens(database, clock, changes, audit), keys);
        var sessions = new Sessions(settings, database, clock, changes, audit);
        node.sessions =
                new SessionAuthenticator(settings, sessions, new SignIn(database, clock, sessions, audit), keys);
        node.guests = new GuestAuthenticator();
        node.guests.settings = settings;
        node.guests.keys = keys;
        return node;
    }
}
