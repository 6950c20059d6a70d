package org.satbuddy.image;

import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.satbuddy.PostgreSql;

class ImagesOnPostgreSqlTest extends ImagesContract {

    private static PostgreSql server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgreSql.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    DataSource dataSource() {
        return server.database();
    }

    @Override
    String unit() {
        return "store-hibernate";
    }
}
