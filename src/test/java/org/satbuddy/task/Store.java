package org.satbuddy.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.satbuddy.PostgreSql;

/** A database product with a JPA implementation that the core must work on. */
enum Store {

    /** As on WildFly by default. */
    H2_WITH_HIBERNATE("store-hibernate"),

    /** As on Payara. */
    H2_WITH_ECLIPSELINK("store-eclipselink"),

    /** As on several nodes of WildFly. All tests of a JVM share the server. */
    POSTGRESQL_WITH_HIBERNATE("store-hibernate") {

        @Override
        Supplier<DataSource> newDatabase() {
            DataSource database = server().database();
            return () -> database;
        }

        @Override
        void close() {
            server().close();
        }

        private static PostgreSql server() {
            try {
                return PostgreSql.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final String persistenceUnit;

    Store(String persistenceUnit) {
        this.persistenceUnit = persistenceUnit;
    }

    String persistenceUnit() {
        return persistenceUnit;
    }

    /** Creates an empty database, and returns a supplier of data sources on it. Each node takes one. */
    Supplier<DataSource> newDatabase() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return () -> JdbcConnectionPool.create(url, "sa", "");
    }

    /** Closes the connections to the latest database. */
    void close() {}
}
