package org.satbuddy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.satbuddy.database.Database;

/**
 * A PostgreSQL server for the tests of one JVM. It ends with the JVM. Migrating and connecting take longer than the
 * tests, so each database is copied from a migrated one, and its connections are pooled.
 */
public final class PostgreSql implements AutoCloseable {

    private static final String USER = "postgres";
    private static final String MIGRATED = "migrated";

    private static PostgreSql running;

    private final EmbeddedPostgres server;
    private int databases;
    private HikariDataSource connections;

    private PostgreSql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Returns the server of this JVM. The first caller starts it. One test class at a time uses it. */
    public static synchronized PostgreSql start() throws IOException {
        if (running == null) {
            var postgreSql = new PostgreSql(EmbeddedPostgres.start());
            postgreSql.execute("create database " + MIGRATED);
            new Database(null, postgreSql.server.getDatabase(USER, MIGRATED));
            running = postgreSql;
        }
        return running;
    }

    /** Returns a new database with empty tables. The next call closes its connections. */
    public DataSource database() {
        disconnect();
        String name = "test" + ++databases;
        execute("create database " + name + " template " + MIGRATED);
        connections = new HikariDataSource();
        connections.setDataSource(server.getDatabase(USER, name));
        connections.setMinimumIdle(0);
        connections.setMaximumPoolSize(50);
        return connections;
    }

    private void disconnect() {
        if (connections != null) {
            connections.close();
        }
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes the connections of the test class. The server keeps running for the next class. */
    @Override
    public void close() {
        disconnect();
    }
}
