package org.satbuddy.identity;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.FlatDatabase;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.Role;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.identity.ClassPass.NewPass;
import org.satbuddy.task.GroupBudget;

class ClassPassesTest {

    private static final String SCHOOL = "192.0.2.1";
    private static final Caller ADMIN = Caller.operator("127.0.0.1");

    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private final Database database = new FlatDatabase("store-hibernate", dataSource);
    private final DatabaseClock clock = new DatabaseClock(database);
    private final ClassPasses passes = node(AuthMode.CLASS_PASS);

    @Test
    void letsInWhoeverHasTheCode() {
        ClassPasses.MadePass made = make(lesson(30));

        String owner = passes.enter(made.code(), SCHOOL, null).owner();

        assertThat(passes.isIn(owner)).isTrue();
        assertThat(passes.list(ADMIN))
                .singleElement()
                .returns("Algebra", ClassPass::name)
                .returns(1, ClassPass::seatsTaken);
    }

    /** As people type it. */
    @Test
    void readsACodeWithoutItsHyphenAndInSmallLetters() {
        String code = make(lesson(30)).code();
        assertThat(code).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
        assertThat(passes.enter(" " + code.replace("-", "").toLowerCase() + " ", SCHOOL, null))
                .isNotNull();
        assertThat(passes.enter(code.replace('-', '\u2013'), SCHOOL, null)).isNotNull();
    }

    @Test
    void givesEachStudentAnIdentityOfTheirOwn() {
        String code = make(lesson(30)).code();
        assertThat(IntStream.range(0, 30)
                        .mapToObj(it -> passes.enter(code, SCHOOL, null).owner())
                        .collect(toSet()))
                .hasSize(30);
    }

    @Test
    void keepsTheIdentityOfAStudentWhoIsIn() {
        String code = make(lesson(1)).code();
        String owner = passes.enter(code, SCHOOL, null).owner();
        assertThat(passes.enter(code, SCHOOL, owner).owner()).isEqualTo(owner);
    }

    /** Nothing connects what a student does in two lessons. */
    @Test
    void givesAnotherIdentityInAnotherLesson() {
        String first = passes.enter(make(lesson(30)).code(), SCHOOL, null).owner();
        String second = passes.enter(make(lesson(30)).code(), SCHOOL, first).owner();
        assertThat(second).doesNotContain(first.substring(first.length() - 22)).isNotEqualTo(first);
    }

    @Test
    void hasNoMoreSeatsThanItSays() {
        String code = make(lesson(25)).code();
        var in = new AtomicInteger();
        var full = new AtomicInteger();
        IntStream.range(0, 100).parallel().forEach(it -> {
            try {
                passes.enter(code, SCHOOL, null);
                in.incrementAndGet();
            } catch (EntryRefused e) {
                assertThat(e.reason()).isEqualTo(Reason.PASS_FULL);
                full.incrementAndGet();
            }
        });
        assertThat(in).hasValue(25);
        assertThat(full).hasValue(75);
    }

    @Test
    void opensWithTheLessonAndNotBefore() {
        Instant later = clock.instant().plus(Duration.ofMinutes(1));
        String code = make(new NewPass("Algebra", later, later.plus(Duration.ofHours(1)), 30, 0))
                .code();
        assertRefused(Reason.PASS_NOT_OPEN, code);
    }

    @Test
    void endsWhenItIsClosed() {
        ClassPasses.MadePass made = make(lesson(30));
        String owner = passes.enter(made.code(), SCHOOL, null).owner();

        assertThat(passes.close(made.pass().id(), ADMIN)).isPresent();

        assertThat(passes.isIn(owner)).isFalse();
        assertRefused(Reason.PASS_NOT_OPEN, made.code());
        assertThat(passes.close("another", ADMIN)).isEmpty();
    }

    @Test
    void showsATeacherTheirOwn() {
        Caller lee = teacher("lee");
        ClassPasses.MadePass mine = passes.make(lesson(30), lee);
        ClassPasses.MadePass other = passes.make(lesson(30), teacher("kim"));

        assertThat(passes.list(lee))
                .extracting(ClassPass::id)
                .containsExactly(mine.pass().id());
        assertThat(passes.close(other.pass().id(), lee)).isEmpty();
        assertThat(passes.list(ADMIN)).hasSize(2).noneMatch(it -> it.isOver(clock.millis()));
        assertThat(passes.close(other.pass().id(), ADMIN)).isPresent();
    }

    private Caller teacher(String name) {
        return TestPeople.caller(database, clock, name, Role.TEACHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA-AAAA", "", "AAAA-AAA", "0000-OOOO", "AAAA-AAAA-AAAA", "' or 1=1 --"})
    void knowsNoOtherCode(String code) {
        make(lesson(30));
        assertRefused(Reason.UNKNOWN_PASS, code);
    }

    /** One who guesses does not lock out the others of the same network. */
    @Test
    void slowsDownGuessesButNoRightCode() {
        String code = make(lesson(30)).code();
        for (int i = 0; i < 60; i++) {
            assertRefused(Reason.UNKNOWN_PASS, "AAAA-AAAA");
        }
        assertRefused(Reason.TOO_MANY_CODES, "AAAA-AAAA");
        assertThat(passes.enter(code, SCHOOL, null)).isNotNull();
    }

    @Test
    void letsNobodyInInOtherModes() {
        ClassPasses.MadePass made = make(lesson(30));
        String owner = passes.enter(made.code(), SCHOOL, null).owner();
        ClassPasses guestsOnly = node(AuthMode.GUEST);
        assertThat(guestsOnly.isIn(owner)).isFalse();
        assertThatExceptionOfType(EntryRefused.class).isThrownBy(() -> guestsOnly.enter(made.code(), SCHOOL, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest-mia", "pass-", "pass-x", "pass-abcdefghijkl", "pass-abcdefghijkl-mia", "admin"})
    void knowsNoOtherIdentity(String owner) {
        assertThat(passes.isIn(owner)).isFalse();
    }

    /** Whoever reads the database learns no code. */
    @Test
    void keepsNoCode() throws Exception {
        String code = make(lesson(30)).code();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from class_pass")) {
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                assertThat(rows.getString(i)).doesNotContain(code).doesNotContain(code.replace("-", ""));
            }
        }
    }

    @Test
    void hasABudgetOfTokensThatItsStudentsShare() {
        Instant now = clock.instant();
        String code = make(new NewPass("Algebra", now, now.plus(Duration.ofHours(1)), 30, 1_000))
                .code();
        String mia = passes.enter(code, SCHOOL, null).owner();
        String ben = passes.enter(code, SCHOOL, null).owner();
        spend(mia, 300);
        spend(ben, 0);

        GroupBudget.Left left = database.transact(em -> passes.lock(em, ben)).orElseThrow();

        assertThat(left.tokens()).isEqualTo(700);
        assertThat(mia).startsWith(left.owners());
        assertThat(ben).startsWith(left.owners());
        assertThat(passes.list(ADMIN)).singleElement().returns(300L, ClassPass::tokensUsed);
    }

    /** Submissions are admitted in one transaction, whatever this node remembers. */
    @Test
    void findsABudgetWithinTheTransactionOfTheSubmission() {
        Instant now = clock.instant();
        String code = make(new NewPass("Algebra", now, now.plus(Duration.ofHours(1)), 30, 1_000))
                .code();
        String owner = passes.enter(code, SCHOOL, null).owner();
        ClassPasses restarted = node(AuthMode.CLASS_PASS);
        assertThat(database.transact(em -> restarted.lock(em, owner))
                        .orElseThrow()
                        .tokens())
                .isEqualTo(1_000);
    }

    @Test
    void hasNoBudgetIfItsMakerNamesNone() {
        String owner = passes.enter(make(lesson(30)).code(), SCHOOL, null).owner();
        spend(owner, 300);
        assertThat(budgetOf(owner)).isEmpty();
        assertThat(budgetOf("guest-mia")).isEmpty();
        assertThat(passes.list(ADMIN)).singleElement().returns(300L, ClassPass::tokensUsed);
    }

    private Optional<GroupBudget.Left> budgetOf(String owner) {
        return database.transact(em -> passes.lock(em, owner));
    }

    private void spend(String owner, long tokens) {
        database.transact(em -> {
            passes.spend(em, owner, tokens);
            return null;
        });
    }

    private void assertRefused(Reason reason, String code) {
        assertThatExceptionOfType(EntryRefused.class)
                .isThrownBy(() -> passes.enter(code, SCHOOL, null))
                .returns(reason, EntryRefused::reason);
    }

    /** Others spend while a teacher ends the lesson. */
    @Test
    void losesNothingOfWhatIsSpentWhileItIsClosed() {
        ClassPasses.MadePass made = make(lesson(30));
        String owner = passes.enter(made.code(), SCHOOL, null).owner();
        IntStream.range(0, 200).parallel().forEach(i -> {
            if (i % 50 == 25) {
                passes.close(made.pass().id(), ADMIN);
            } else {
                spend(owner, 1);
            }
        });
        assertThat(passes.list(ADMIN)).singleElement().returns(196L, ClassPass::tokensUsed);
    }

    private NewPass lesson(int seats) {
        Instant now = clock.instant();
        return new NewPass("Algebra", now, now.plus(Duration.ofMinutes(50)), seats, 0);
    }

    private ClassPasses.MadePass make(NewPass wanted) {
        return passes.make(wanted, ADMIN);
    }

    private ClassPasses node(AuthMode mode) {
        return new ClassPasses(
                new SettingsBuilder().authModes(mode).build(),
                database,
                clock,
                new Audit(new SettingsBuilder().build(), database, clock));
    }
}
