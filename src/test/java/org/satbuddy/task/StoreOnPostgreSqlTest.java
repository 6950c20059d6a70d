package org.satbuddy.task;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** As in a school with a database server of its own. */
class StoreOnPostgreSqlTest extends StoreContract {

    private static EmbeddedPostgres server;

    private String database;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    @Override
    void begin() {
        database = "store" + System.nanoTime();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        super.begin();
    }

    @Override
    Line node(String name) {
        return new Line("store-hibernate", server.getDatabase("postgres", database), name);
    }
}
