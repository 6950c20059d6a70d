package org.satbuddy.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.FlatDatabase;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.ProviderSignIn.SignedOut;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class ProviderSignInTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final String ISSUER = "https://id.school.example";
    private static final Actor ROOT = new Actor(Actor.OPERATOR, ADDRESS);

    private final Database database = new FlatDatabase("store-hibernate", MemoryDatabase.create());
    private final DatabaseClock clock = new DatabaseClock(database);
    private final Settings settings =
            new SettingsBuilder().authModes(AuthMode.LOCAL, AuthMode.OIDC).build();
    private final Audit audit = new Audit(settings, database, clock);
    private final Changes changes = new Changes(database);
    private final Sessions sessions = new Sessions(settings, database, clock, changes, audit);
    private final Accounts accounts = new Accounts(database, clock, audit);
    private final ProviderSignIn signIn = new ProviderSignIn(database, clock, sessions, changes, audit);

    @Test
    void makesAnAccountOnceForEachPerson() {
        ProviderSignIn.Entry first = signIn.enter(person("a", "one", Role.TEACHER), ADDRESS);
        ProviderSignIn.Entry again = signIn.enter(person("a", "two", null), ADDRESS);
        // Databases may compare letters without regard to their case. Subjects differ by it.
        ProviderSignIn.Entry other = signIn.enter(person("A", "three", null), ADDRESS);

        assertThat(again.account().id()).isEqualTo(first.account().id());
        assertThat(again.account().role()).isEqualTo(Role.TEACHER);
        assertThat(again.account().name()).isEqualTo("mia.lee");
        assertThat(again.account().displayName()).isEqualTo("Mia Lee");
        assertThat(other.account().id()).isNotEqualTo(first.account().id());
        assertThat(other.account().name()).isEqualTo("mia@school.example");
        assertThat(sessions.find(first.token())).isPresent();
    }

    @Test
    void takesNoAccountOverByItsName() {
        Account local = accounts.make(new NewAccount("mia.lee", "Mia", Role.ADMIN), ROOT)
                .account();

        Account provided = signIn.enter(person("a", "one", null), ADDRESS).account();

        assertThat(provided.id()).isNotEqualTo(local.id());
        assertThat(provided.role()).isEqualTo(Role.STUDENT);
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> accounts.resetPassword(provided.id(), ROOT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_PASSWORD));
    }

    @Test
    void followsTheRolesOfTheProvider() {
        signIn.enter(person("a", "one", Role.ADMIN), ADDRESS);

        assertThat(signIn.enter(person("a", "two", Role.STUDENT), ADDRESS)
                        .account()
                        .role())
                .isEqualTo(Role.STUDENT);
    }

    @Test
    void letsNobodyInWhoIsSwitchedOff() {
        Account account = signIn.enter(person("a", "one", null), ADDRESS).account();
        accounts.change(account.id(), new Accounts.Change(null, null, true), ROOT);

        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> signIn.enter(person("a", "two", null), ADDRESS))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_DISABLED));
    }

    @Test
    void endsTheSessionThatHasEndedElsewhere() {
        String one = signIn.enter(person("a", "one", null), ADDRESS).token();
        String two = signIn.enter(person("a", "two", null), ADDRESS).token();
        String other = signIn.enter(person("b", "three", null), ADDRESS).token();

        signIn.leave(new SignedOut(ISSUER, null, "one", later()), ADDRESS);

        assertThat(sessions.find(one)).isEmpty();
        assertThat(sessions.find(two)).isPresent();

        // What was said before a session began, and comes again, does not end it.
        signIn.leave(new SignedOut(ISSUER, "a", null, Instant.EPOCH), ADDRESS);
        assertThat(sessions.find(two)).isPresent();

        signIn.leave(new SignedOut(ISSUER, "a", null, later()), ADDRESS);
        assertThat(sessions.find(two)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(1_000_000_000);
    }

    private static ProvenIdentity person(String subject, String session, Role role) {
        return new ProvenIdentity(
                ISSUER, subject, session, List.of("Mia.Lee", "mia@school.example"), "Mia Lee", role, "a.b.c");
    }
}
