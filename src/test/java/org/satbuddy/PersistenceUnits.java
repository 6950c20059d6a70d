package org.satbuddy;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Entity manager factories for tests. Building one takes longer than most tests, so a JVM builds one for each
 * persistence unit and database product. A factory works on the database of its latest caller, so one test at a time
 * uses it.
 */
public final class PersistenceUnits {

    private record Key(String unit, String product) {}

    private record Unit(CurrentDatabase database, EntityManagerFactory factory) {}

    private static final Map<Key, Unit> UNITS = new ConcurrentHashMap<>();

    private PersistenceUnits() {}

    /** Returns the unit's factory, and switches it to this database. The factory stays open for later tests. */
    public static EntityManagerFactory on(String unit, DataSource database) {
        Unit known = UNITS.computeIfAbsent(new Key(unit, product(database)), key -> {
            var current = new CurrentDatabase(database);
            return new Unit(
                    current,
                    Persistence.createEntityManagerFactory(
                            unit, Map.of("jakarta.persistence.nonJtaDataSource", current)));
        });
        known.database.current = database;
        return known.factory;
    }

    private static String product(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class CurrentDatabase implements DataSource {

        private volatile DataSource current;

        CurrentDatabase(DataSource first) {
            current = first;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return current.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return current.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return current.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            current.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            current.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return current.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger(PersistenceUnits.class.getName());
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return current.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return current.isWrapperFor(type);
        }
    }
}
