package org.satbuddy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.FlatDatabase;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class AuditTest {

    private static final Actor LEE = new Actor("lee", "192.0.2.1");

    private final JdbcDataSource dataSource = MemoryDatabase.create();
    private Database database;
    private Audit audit;

    @BeforeEach
    void open() {
        open("store-hibernate");
    }

    private void open(String unit) {
        database = new FlatDatabase(unit, dataSource);
        audit = new Audit(new SettingsBuilder().build(), database, new DatabaseClock(database));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-hibernate", "store-eclipselink"})
    void chainsWhatWasDone(String unit) {
        open(unit);
        audit.add(LEE, Action.PASS_MADE, "p1", "Algebra");
        audit.add(LEE, Action.PASS_CLOSED, "p1", "Algebra");

        List<AuditEvent> events = audit.after(0);

        assertThat(events).extracting(AuditEvent::seq).containsExactly(1L, 2L);
        assertThat(events.get(1).previousHash()).isEqualTo(events.get(0).hash());
        assertThat(events.get(1).json().getString("action")).isEqualTo("PASS_CLOSED");
        assertThat(events.get(1).json().getString("actor")).isEqualTo("lee");
        assertThat(audit.after(1)).extracting(AuditEvent::seq).containsExactly(2L);
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(2, 0));
    }

    @Test
    void isIntactWhenNothingWasDone() {
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(0, 0));
    }

    @Test
    void makesOneChainOfWhatIsDoneAtOnce() {
        IntStream.range(0, 100).parallel().forEach(i -> audit.add(LEE, Action.SIGNED_IN, "s" + i, ""));
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(100, 0));
        assertThat(audit.after(0))
                .extracting(AuditEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void recordsNothingOfWhatIsNotCommitted() {
        assertThatThrownBy(() -> database.transact(em -> {
                    audit.add(em, 1, LEE, Action.PASS_MADE, "p1", "");
                    throw new IllegalStateException("fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(0, 0));
    }

    /** As somebody would who can write to the database. */
    @ParameterizedTest
    @CsvSource({
        "update audit_event set detail = 'other' where seq = 3, 3",
        "update audit_event set actor = 'kim' where seq = 3, 3",
        "update audit_event set happened_at = happened_at - 1 where seq = 3, 3",
        "delete from audit_event where seq = 3, 3",
        "delete from audit_event where seq = 5, 5",
        "delete from audit_event, 1",
        "update audit_event set hash = 'x' where seq = 5, 5",
    })
    void noticesWhatWasChanged(String statement, long first) {
        for (int i = 0; i < 5; i++) {
            audit.add(LEE, Action.SIGNED_IN, "s" + i, "");
        }
        database.transact(em -> em.createNativeQuery(statement).executeUpdate());
        assertThat(audit.verify().firstWrong()).isEqualTo(first);
    }

    @Test
    void removesWhatIsOldAndStaysIntact() {
        for (int i = 0; i < 5; i++) {
            audit.add(LEE, Action.SIGNED_IN, "s" + i, "");
        }
        var forgetful = new Audit(
                new SettingsBuilder().auditRetention(Duration.ofMillis(-1)).build(),
                database,
                new DatabaseClock(database));

        forgetful.add(LEE, Action.SIGNED_OUT, "s5", "");

        assertThat(audit.after(0)).extracting(AuditEvent::seq).containsExactly(6L);
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(1, 0));
        audit.add(LEE, Action.SIGNED_IN, "s6", "");
        assertThat(audit.verify()).isEqualTo(new Audit.Verdict(2, 0));
        database.transact(em ->
                em.createNativeQuery("delete from audit_event where seq = 6").executeUpdate());
        assertThat(audit.verify().firstWrong()).isEqualTo(6);
    }

    @Test
    void keepsOneLineForEachEventWhateverItsTextsHave() {
        audit.add(new Actor("lee", "1\n{\"seq\":9}"), Action.ACCOUNT_CHANGED, "a", "x\r\n\u2028\"y\\".repeat(200));
        String line = audit.after(0).get(0).json().toString();
        assertThat(line).doesNotContain("\n", "\r").hasSizeLessThan(3000);
        assertThat(audit.verify().isIntact()).isTrue();
    }
}
