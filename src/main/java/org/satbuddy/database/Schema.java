package org.satbuddy.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates the database to the schema of this version, and holds the differences between the supported databases. */
enum Schema {
    H2("varchar(1048576)", "blob", "", "select cast(extract(epoch from current_timestamp(3)) * 1000 as bigint)"),
    POSTGRESQL("text", "bytea", "", "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"),
    MARIADB("longtext", "longblob", " on task", "select cast(unix_timestamp(sysdate(3)) * 1000 as signed)");

    private final String text;
    private final String bytes;
    /** Follows the index name in {@code drop index}. */
    private final String ofTask;

    private final String currentMillis;

    Schema(String text, String bytes, String ofTask, String currentMillis) {
        this.text = text;
        this.bytes = bytes;
        this.ofTask = ofTask;
        this.currentMillis = currentMillis;
    }

    /** The query for the database's own time, epoch ms. */
    String currentMillis() {
        return currentMillis;
    }

    /** Migrates the database. Waits if another node is already migrating it. */
    void migrate(DataSource database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", text, "bytes", bytes, "of_task", ofTask))
                .load()
                .migrate();
    }

    void eraseDeleted(DataSource database) throws SQLException {
        if (this == H2) {
            try (var connection = database.getConnection()) {
                H2File.rewrite(connection);
            }
        }
    }

    static Schema of(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product.toLowerCase(Locale.ROOT)) {
                case "h2" -> H2;
                case "postgresql" -> POSTGRESQL;
                case "mariadb", "mysql" -> MARIADB;
                default ->
                    throw new IllegalStateException(
                            "SAT Buddy runs on H2, PostgreSQL and MariaDB; the data source jdbc/SatBuddyDS is "
                                    + product + ".");
            };
        }
    }
}
