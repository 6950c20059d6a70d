package org.satbuddy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.satbuddy.database.Database;

/**
 * A PostgreSQL server for the tests of a JVM, as a school has one of its own. It ends with the JVM. Databases are copied
 * from one that has our schema, and their connections are kept, as a server does: to migrate and to connect takes longer
 * than what the tests do.
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

    /** The server of this JVM, started for the first class that asks for it. One class at a time uses it. */
    public static synchronized PostgreSql start() throws IOException {
        if (running == null) {
            var postgreSql = new PostgreSql(EmbeddedPostgres.start());
            postgreSql.execute("create database " + MIGRATED);
            new Database(null, postgreSql.server.getDatabase(USER, MIGRATED));
            running = postgreSql;
        }
        return running;
    }

    /** Of its own, with our tables and nothing in them; until the next one is asked for. */
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

    /** Ends what the class had open. The server stays for the next one. */
    @Override
    public void close() {
        disconnect();
    }
}
