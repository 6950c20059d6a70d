package org.satbuddy.admin;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Refuses an H2 database that could lose accepted tasks. By default H2 confirms a commit up to half a second before
 * writing it to disk, so a killed process would lose the commit. Measured in {@code
 * docs/decisions/0003-h2-durability.md}.
 */
final class H2Durability {

    private H2Durability() {}

    /**
     * Accepts every database that is not H2.
     *
     * @throws RefusedToStart if commits may be lost
     */
    static void check(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            var metaData = connection.getMetaData();
            if (!metaData.getDatabaseProductName().equals("H2")) {
                return;
            }
            if (metaData.getURL().startsWith("jdbc:h2:mem:")) {
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
