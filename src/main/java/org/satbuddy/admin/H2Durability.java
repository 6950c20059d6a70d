package org.satbuddy.admin;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * H2 answers a commit up to half a second before it is written, unless it is told not to: a killed process would lose
 * tasks that were accepted. Measured in {@code docs/decisions/0003-h2-durability.md}.
 */
final class H2Durability {

    private H2Durability() {}

    /**
     * Other databases pass unseen.
     *
     * @throws RefusedToStart if commits may be lost
     */
    static void check(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            var about = connection.getMetaData();
            if (!about.getDatabaseProductName().equals("H2")) {
                return;
            }
            if (about.getURL().startsWith("jdbc:h2:mem:")) {
                throw new RefusedToStart(
                        "H2 in memory would lose every task with the process: give jdbc/SatBuddyDS a file.");
            }
            if (!"0".equals(writeDelay(connection))) {
                throw new RefusedToStart("H2 would lose accepted tasks when the process is killed:"
                        + " add ;WRITE_DELAY=0 to the URL of jdbc/SatBuddyDS.");
            }
        }
    }

    private static String writeDelay(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
