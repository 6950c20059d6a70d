package org.satbuddy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

    private final AtomicLong now = new AtomicLong(-50);

    @Test
    void leavesNothingOfADeletedRowInTheFile(@TempDir Path folder) throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:retry:" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        try (Connection connection = pool.getConnection()) {
            write(connection);
            assertThat(copies(folder)).isPositive();

            delete(connection);
            // Nearly all of the rows around them live on, so H2 would not touch their blocks.
            assertThat(copies(folder)).isPositive();
            Schema.H2.eraseDeleted(pool);

            assertThat(copies(folder)).isZero();
            try (var rows = connection.createStatement().executeQuery("select count(*), sum(length(text)) from note")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2000);
                assertThat(rows.getLong(2)).isEqualTo(2000 * 500L);
            }
        } finally {
            pool.dispose();
        }
    }

    @Test
    void erasesOnlyAfterADeletion() {
        var database = new SlowDatabase(Duration.ZERO);
        var erasure = new Erasure(database, now::get);

        erasure.erase();
        erasure.erase();
        assertThat(database.erasures).as("once after the start").isEqualTo(1);

        erasure.want();
        erasure.erase();
        assertThat(database.erasures).isEqualTo(2);
    }

    @Test
    void takesAHundredthOfTheTime() {
        var database = new SlowDatabase(Duration.ofSeconds(1));
        var erasure = new Erasure(database, now::get);
        erasure.erase();
        erasure.want();

        pass(Duration.ofSeconds(99));
        erasure.erase();
        assertThat(database.erasures).isEqualTo(1);

        pass(Duration.ofSeconds(1));
        erasure.erase();
        assertThat(database.erasures).isEqualTo(2);
    }

    @Test
    void erasesWithinTenMinutesHoweverLongItTakes() {
        var database = new SlowDatabase(Duration.ofMinutes(1));
        var erasure = new Erasure(database, now::get);
        erasure.erase();
        erasure.want();

        pass(Duration.ofMinutes(10));
        erasure.erase();

        assertThat(database.erasures).isEqualTo(2);
    }

    @Test
    void triesAgainAfterAFailure() {
        var database = new SlowDatabase(Duration.ZERO);
        database.failure = new DatabaseUnavailable();
        var erasure = new Erasure(database, now::get);
        assertThatThrownBy(erasure::erase).isInstanceOf(DatabaseUnavailable.class);

        database.failure = null;
        erasure.erase();

        assertThat(database.erasures).isEqualTo(2);
    }

    private static void write(Connection connection) throws SQLException {
        connection.createStatement().execute("create table note (id int primary key, text varchar)");
        var random = new Random(1);
        try (var insert = connection.prepareStatement("insert into note values (?, ?)")) {
            for (int i = 0; i < 2002; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 1000 == 500 ? "CANARY " + i : noise(random));
                insert.execute();
            }
        }
        connection.createStatement().execute("update note set id = -id");
    }

    private static String noise(Random random) {
        return random.ints(500, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void delete(Connection connection) throws SQLException {
        connection.createStatement().execute("delete from note where text like 'CANARY%'");
    }

    private static int copies(Path folder) throws Exception {
        int copies = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                copies += content.split("CANARY", -1).length - 1;
            }
        }
        return copies;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private final class SlowDatabase extends Database {
        private final Duration duration;
        private int erasures;
        private DatabaseUnavailable failure;

        SlowDatabase(Duration duration) {
            this.duration = duration;
        }

        @Override
        void eraseDeleted() {
            erasures++;
            pass(duration);
            if (failure != null) {
                throw failure;
            }
        }
    }
}
