package org.satbuddy.task;

import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.satbuddy.PostgreSql;

class StoreOnPostgreSqlTest extends StoreContract {

    private static PostgreSql server;

    private DataSource database;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgreSql.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    @Override
    void begin() {
        database = server.database();
        super.begin();
    }

    @Override
    Line node(String name) {
        return new Line("store-hibernate", database, name);
    }
}
