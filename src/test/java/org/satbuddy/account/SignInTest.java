package org.satbuddy.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.FlatDatabase;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.account.Accounts.Change;
import org.satbuddy.account.Accounts.MadeAccount;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.SignIn.Place;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.audit.AuditEvent;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class SignInTest {

    private static final Place SCHOOL = new Place("192.0.2.1", null);
    private static final Actor ADMIN = new Actor(Actor.OPERATOR, "127.0.0.1");

    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private Database database = database("store-hibernate");
    private final DatabaseClock clock = new DatabaseClock(database);
    private Audit audit = new Audit(new SettingsBuilder().build(), database, clock);
    private Sessions sessions = sessions(Duration.ofHours(2), Duration.ofHours(12));
    private Accounts accounts = new Accounts(database, clock, audit);
    private SignIn signIn = new SignIn(database, clock, sessions, audit);

    @ParameterizedTest
    @ValueSource(strings = {"store-hibernate", "store-eclipselink"})
    void letsInWhoeverKnowsNameAndPassword(String unit) {
        database = database(unit);
        audit = new Audit(new SettingsBuilder().build(), database, clock);
        sessions = sessions(Duration.ofHours(2), Duration.ofHours(12));
        accounts = new Accounts(database, clock, audit);
        signIn = new SignIn(database, clock, sessions, audit);
        MadeAccount mia = make("mia.lee");

        String token = signIn.enter(" Mia.LEE ", mia.password(), SCHOOL).token();

        assertThat(sessions.find(token).orElseThrow().account())
                .returns(mia.account().id(), Account::id)
                .returns(Role.STUDENT, Account::role)
                .returns(true, Account::mustChange);
        assertThat(sessions.find(token + "x")).isEmpty();
        assertThat(sessions.list(mia.account().id())).hasSize(1);
        assertThat(accounts.list("lee", "")).extracting(Account::name).containsExactly("mia.lee");
        assertThat(accounts.list("kim", "")).isEmpty();
        assertThat(accounts.list("", "mia.lee")).isEmpty();
    }

    /** The sentence and the time say nothing about whether there is such a name. */
    @Test
    void refusesAWrongPasswordAndAWrongNameAlike() {
        make("mia");
        assertRefused(Reason.WRONG_SIGN_IN, "mia", "another password", SCHOOL);
        assertRefused(Reason.WRONG_SIGN_IN, "nobody", "another password", SCHOOL);
        assertRefused(Reason.WRONG_SIGN_IN, "not a name!", "another password", SCHOOL);
        assertRefused(Reason.WRONG_SIGN_IN, "mia", "x".repeat(1000), SCHOOL);
        assertThat(actions()).endsWith("SIGN_IN_FAILED", "SIGN_IN_FAILED", "SIGN_IN_FAILED", "SIGN_IN_FAILED");
    }

    /** People type their password where the name belongs. */
    @Test
    void recordsNothingThatWasTyped() {
        assertRefused(Reason.WRONG_SIGN_IN, "hunter2hunter2", "hunter2hunter2", SCHOOL);
        assertThat(audit.after(0)).noneMatch(it -> it.json().toString().contains("hunter2"));
    }

    @Test
    void stopsThoseWhoGuess() {
        MadeAccount mia = make("mia");
        for (int i = 0; i < 10; i++) {
            assertRefused(Reason.WRONG_SIGN_IN, "mia", "guess " + i, SCHOOL);
        }
        assertRefused(Reason.TOO_MANY_SIGN_INS, "mia", mia.password(), SCHOOL);

        MadeAccount ben = make("ben");
        String device = signIn.enter("ben", ben.password(), SCHOOL).device();
        assertRefused(Reason.TOO_MANY_SIGN_INS, "mia", mia.password(), new Place(SCHOOL.address(), device));
    }

    @Test
    void knowsADeviceUntilThePasswordIsAnotherOne() {
        MadeAccount mia = make("mia");
        String device = signIn.enter("mia", mia.password(), SCHOOL).device();
        var own = new Place(SCHOOL.address(), device);
        assertThat(signIn.enter("mia", mia.password(), own).device()).isEqualTo(device);
        for (int i = 0; i < 10; i++) {
            assertRefused(Reason.WRONG_SIGN_IN, "mia", "guess " + i, SCHOOL);
        }
        assertRefused(Reason.TOO_MANY_SIGN_INS, "mia", mia.password(), SCHOOL);
        assertThat(signIn.enter("mia", mia.password(), own)).isNotNull();

        MadeAccount reset = accounts.resetPassword(mia.account().id(), ADMIN).orElseThrow();
        assertRefused(Reason.TOO_MANY_SIGN_INS, "mia", reset.password(), own);
    }

    @Test
    void letsAPersonChooseAPassword() {
        MadeAccount mia = make("mia");
        String old = signIn.enter("mia", mia.password(), SCHOOL).token();

        SignIn.Entry changed = signIn.changePassword(mia.account(), mia.password(), "correct horse", SCHOOL);

        assertThat(changed.account().mustChange()).isFalse();
        assertThat(sessions.find(changed.token())).isPresent();
        assertThat(node().find(old)).as("the other session").isEmpty();
        assertRefused(Reason.WRONG_SIGN_IN, "mia", mia.password(), SCHOOL);
        assertThat(signIn.enter("mia", "correct horse", SCHOOL)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFF41\uFF41\uFF41\u1D43\u1D43\u1D43aaaa",
                "\uFF4Dia.lee-xx-xx",
                "short",
                "123456789",
                "1234567890",
                "aaaaaaaaaaaa",
                "ababababab",
                "abcdefghijkl",
                "xxmia.leexx"
            })
    void refusesAPasswordThatIsEasilyGuessed(String chosen) {
        MadeAccount mia = make("mia.lee");
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> signIn.changePassword(mia.account(), mia.password(), chosen, SCHOOL))
                .returns(Reason.UNUSABLE_PASSWORD, EntryRefused::reason);
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> signIn.changePassword(mia.account(), mia.password(), mia.password(), SCHOOL))
                .returns(Reason.UNUSABLE_PASSWORD, EntryRefused::reason);
    }

    @Test
    void keepsOutWhoeverIsSwitchedOff() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();

        accounts.change(mia.account().id(), new Change(null, null, true), ADMIN);

        assertThat(node().find(token)).isEmpty();
        assertRefused(Reason.ACCOUNT_DISABLED, "mia", mia.password(), SCHOOL);
        assertThat(actions()).endsWith("SIGN_IN_FAILED");
        assertRefused(Reason.WRONG_SIGN_IN, "mia", "guess", SCHOOL);
        accounts.change(mia.account().id(), new Change(null, null, false), ADMIN);
        assertThat(node().find(token)).as("a session that may have been stolen").isEmpty();
    }

    @Test
    void changesARoleForTheSessionsThatAreOpen() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();
        accounts.change(mia.account().id(), new Change("Ms Lee", Role.TEACHER, null), ADMIN);
        assertThat(node().find(token).orElseThrow().account())
                .returns(Role.TEACHER, Account::role)
                .returns("Ms Lee", Account::displayName);
        assertThat(audit.after(0))
                .last()
                .satisfies(it -> assertThat(it.json().getString("detail")).isEqualTo("display name, role: teacher"));
    }

    @Test
    void endsTheSessionsOfAPersonWhosePasswordIsReset() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();
        MadeAccount reset = accounts.resetPassword(mia.account().id(), ADMIN).orElseThrow();
        assertThat(node().find(token)).isEmpty();
        assertRefused(Reason.WRONG_SIGN_IN, "mia", mia.password(), SCHOOL);
        assertThat(signIn.enter("mia", reset.password(), SCHOOL).account().mustChange())
                .isTrue();
        assertThat(accounts.resetPassword("nobody", ADMIN)).isEmpty();
    }

    @Test
    void endsASessionAtTheSignOut() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();
        sessions.leave(sessions.find(token).orElseThrow(), ADMIN);
        assertThat(sessions.find(token)).isEmpty();
        assertThat(actions()).endsWith("SIGNED_IN", "SIGNED_OUT");
    }

    @Test
    void endsOnlyTheSessionsOfThePerson() {
        String mia = make("mia").account().id();
        MadeAccount ben = make("ben");
        signIn.enter("ben", ben.password(), SCHOOL);
        String session = sessions.list(ben.account().id()).get(0).id();
        assertThat(sessions.end(mia, session, ADMIN)).isFalse();
        assertThat(sessions.end(ben.account().id(), session, ADMIN)).isTrue();
        assertThat(sessions.list(ben.account().id())).isEmpty();
    }

    @Test
    void endsASessionThatIsNotUsedAndOneThatIsOld() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();
        assertThat(sessions(Duration.ofHours(1), Duration.ZERO).find(token)).isEmpty();
        assertThat(sessions(Duration.ZERO, Duration.ofHours(1)).find(token)).isEmpty();
        assertThat(node().find(token)).isPresent();
    }

    /** A stolen password is used while an administrator resets it. */
    @Test
    void letsNoChangeOfThePasswordUndoAReset() throws Exception {
        MadeAccount mia = make("mia");
        var done = new CountDownLatch(1);
        Database slow = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource) {
            private final AtomicInteger transactions = new AtomicInteger();

            @Override
            public <T> T transact(Function<EntityManager, T> work) {
                // The second one writes, after the hash.
                if (transactions.incrementAndGet() == 2) {
                    accounts.resetPassword(mia.account().id(), ADMIN);
                    done.countDown();
                }
                return super.transact(work);
            }
        };
        var thief = new SignIn(slow, clock, sessions, audit);
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> thief.changePassword(mia.account(), mia.password(), "stolen horse", SCHOOL))
                .returns(Reason.WRONG_SIGN_IN, EntryRefused::reason);
        assertThat(done.getCount()).isZero();
        assertThat(accounts.find(mia.account().id()).orElseThrow().mustChange()).isTrue();
    }

    @Test
    void losesNoneOfTwoChangesAtOnce() {
        String mia = make("mia").account().id();
        IntStream.range(0, 30).parallel().forEach(i -> {
            switch (i % 3) {
                case 0 -> accounts.change(mia, new Change(null, null, true), ADMIN);
                case 1 -> accounts.change(mia, new Change("Ms Lee", null, null), ADMIN);
                default -> accounts.change(mia, new Change(null, Role.TEACHER, null), ADMIN);
            }
        });
        assertThat(accounts.find(mia).orElseThrow())
                .returns(true, Account::isDisabled)
                .returns("Ms Lee", Account::displayName)
                .returns(Role.TEACHER, Account::role);
    }

    @Test
    void makesANameOnceHoweverManyAskForItAtOnce() {
        var made = new AtomicInteger();
        IntStream.range(0, 8).parallel().forEach(i -> {
            try {
                make("mia");
                made.incrementAndGet();
            } catch (EntryRefused e) {
                assertThat(e.reason()).isEqualTo(Reason.NAME_TAKEN);
            }
        });
        assertThat(made).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mia\uFE0F", "mia\u3164", "mi\u200Ba", "mia lee", ""})
    void refusesANameThatLooksLikeAnother(String name) {
        assertThat(NewAccount.signInName(name)).isEmpty();
    }

    @Test
    void countsANameAsTheDatabaseDoes() {
        assertThat(NewAccount.signInName("\uD840\uDC00".repeat(40))).isPresent();
        assertThat(NewAccount.signInName("\uD840\uDC00".repeat(41))).isEmpty();
    }

    @Test
    void showsANameInOneLine() {
        assertThat(NewAccount.displayName(" Ms\n\u202ELee\u009B ")).contains("Ms Lee");
        assertThat(NewAccount.displayName("\u00A0")).isEmpty();
        assertThat(NewAccount.displayName("\u3164")).isEmpty();
    }

    @Test
    void hasEachNameOnce() {
        make("mia");
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> make("mia"))
                .returns(Reason.NAME_TAKEN, EntryRefused::reason);
    }

    @Test
    void keepsNeitherPasswordsNorTokens() {
        MadeAccount mia = make("mia");
        String token = signIn.enter("mia", mia.password(), SCHOOL).token();
        List<?> rows = database.transact(em ->
                em.createNativeQuery("select token_hash from account_session").getResultList());
        assertThat(rows).singleElement().isNotEqualTo(token);
        assertThat(mia.account().password()).doesNotContain(mia.password());
    }

    @Test
    void bringsAccountsUpToAClassList() {
        MadeAccount gone = make("gone");
        make("same");
        make("kim");
        accounts.make(new NewAccount("root", "Root", Role.ADMIN), ADMIN);
        ClassList list = ClassList.read("name,display_name,role\nsame,same,\nkim,Mr Kim,teacher\nnew,New,\nroot,No,\n");
        var lists = new ClassLists(database, clock, audit);

        ClassLists.Difference difference = lists.compare(list);
        List<MadeAccount> made = lists.apply(list, ADMIN);

        assertThat(difference.toMake()).extracting(NewAccount::name).containsExactly("new");
        assertThat(difference.toChange()).extracting(NewAccount::name).containsExactly("kim");
        assertThat(difference.same()).isEqualTo(2);
        assertThat(difference.absent()).containsExactly("gone");
        assertThat(made)
                .singleElement()
                .satisfies(it ->
                        assertThat(signIn.enter("new", it.password(), SCHOOL)).isNotNull());
        assertThat(accounts.find(gone.account().id())).isPresent();
        assertThat(accounts.list("", ""))
                .filteredOn(it -> it.role() == Role.ADMIN)
                .hasSize(1);
        assertThat(lists.compare(list).same()).isEqualTo(4);
        assertThat(actions()).endsWith("ACCOUNT_MADE", "ACCOUNT_CHANGED", "LIST_APPLIED", "SIGNED_IN");

        var withoutRoles = ClassList.read("name,display_name\nkim,Mr Kim\n");
        assertThat(lists.compare(withoutRoles).same()).as("a teacher stays one").isEqualTo(1);
    }

    @Test
    void letsAProgramActForAPerson() {
        MadeAccount mia = make("mia");
        var wanted = new AccessToken.NewToken("homework", Set.of(Scope.ASK, Scope.READ), 30);
        AccessTokens.MadeToken made = tokens().make(mia.account().id(), wanted, ADMIN);

        assertThat(tokens().find(made.secret()).orElseThrow())
                .returns(Set.of(Scope.ASK, Scope.READ), it -> it.token().scopes())
                .returns(mia.account().id(), it -> it.account().id());
        assertThat(tokens().find(made.secret() + "x")).isEmpty();
        assertThat(tokens().list(mia.account().id()))
                .singleElement()
                .satisfies(it -> assertThat(it.tokenHash()).isNotEqualTo(made.secret()));

        accounts.change(mia.account().id(), new Change(null, null, true), ADMIN);
        assertThat(tokens().find(made.secret())).as("its owner is switched off").isEmpty();
        accounts.change(mia.account().id(), new Change(null, null, false), ADMIN);
        assertThat(tokens().revoke("another", made.token().id(), ADMIN)).isFalse();
        assertThat(tokens().revoke(mia.account().id(), made.token().id(), ADMIN))
                .isTrue();
        assertThat(tokens().find(made.secret())).isEmpty();
        assertThat(actions()).contains("TOKEN_MADE").endsWith("TOKEN_REVOKED");
    }

    @Test
    void letsNoProgramInWhoseTokenHasExpired() {
        MadeAccount mia = make("mia");
        var made = tokens().make(mia.account().id(), new AccessToken.NewToken("old", Set.of(Scope.ASK), 0), ADMIN);
        assertThat(tokens().find(made.secret())).isEmpty();
    }

    @Test
    void givesAPersonAFewTokens() {
        String mia = make("mia").account().id();
        var wanted = new AccessToken.NewToken("one more", Set.of(Scope.ASK), 30);
        for (int i = 0; i < 20; i++) {
            tokens().make(mia, wanted, ADMIN);
        }
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> tokens().make(mia, wanted, ADMIN))
                .returns(Reason.TOO_MANY_TOKENS, EntryRefused::reason);
    }

    @Test
    void removesAnAccountWithItsSessionsAndTokens() {
        MadeAccount mia = make("mia");
        String session = signIn.enter("mia", mia.password(), SCHOOL).token();
        String program = tokens().make(
                        mia.account().id(), new AccessToken.NewToken("one", Set.of(Scope.ASK), 30), ADMIN)
                .secret();

        assertThat(accounts.remove(mia.account().id(), ADMIN)).isTrue();

        assertThat(node().find(session)).isEmpty();
        assertThat(tokens().find(program)).isEmpty();
        assertThat(tokens().list(mia.account().id())).isEmpty();
        assertRefused(Reason.WRONG_SIGN_IN, "mia", mia.password(), SCHOOL);
        assertThat(accounts.remove(mia.account().id(), ADMIN)).isFalse();
    }

    private AccessTokens tokens() {
        return new AccessTokens(database, clock, new Changes(database), audit);
    }

    private MadeAccount make(String name) {
        return accounts.make(new NewAccount(name, name, Role.STUDENT), ADMIN);
    }

    /** Another node, which remembers nothing. */
    private Sessions node() {
        return sessions(Duration.ofHours(2), Duration.ofHours(12));
    }

    private Sessions sessions(Duration idle, Duration age) {
        return new Sessions(
                new SettingsBuilder().sessions(idle, age).build(), database, clock, new Changes(database), audit);
    }

    private Database database(String unit) {
        return new FlatDatabase(unit, dataSource);
    }

    private List<String> actions() {
        return audit.after(0).stream()
                .map(AuditEvent::json)
                .map(it -> it.getString("action"))
                .toList();
    }

    private void assertRefused(Reason reason, String name, String password, Place place) {
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> signIn.enter(name, password, place))
                .returns(reason, EntryRefused::reason);
    }
}
