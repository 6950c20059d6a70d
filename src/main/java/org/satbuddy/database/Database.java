package org.satbuddy.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The one way to the database: short transactions of their own on the calling thread. Whoever holds this bean finds the
 * schema migrated.
 */
@ApplicationScoped
public class Database {

    /** Longer than any of our statements, shorter than a lease. Seconds. */
    private static final int TRANSACTION_TIMEOUT = 10;

    @PersistenceUnit(unitName = "satbuddy")
    EntityManagerFactory entityManagers;

    @Resource(lookup = "java:comp/env/jdbc/SatBuddyDS")
    DataSource dataSource;

    @Inject
    UserTransaction transactions;

    private Schema schema;

    protected Database() {}

    /** Without a container: the factory manages its own transactions. */
    public Database(EntityManagerFactory resourceLocal, DataSource dataSource) {
        this.entityManagers = resourceLocal;
        this.dataSource = dataSource;
        migrate();
    }

    @PostConstruct
    void migrate() {
        try {
            schema = Schema.of(dataSource);
        } catch (SQLException e) {
            throw new IllegalStateException("The database behind jdbc/SatBuddyDS cannot be reached.", e);
        }
        schema.migrate(dataSource);
    }

    /**
     * Runs {@code work} in one transaction, committed when this returns.
     *
     * @throws DatabaseUnavailable if the database cannot be reached; anything else that {@code work} or the commit
     *     throws comes out as it is, with nothing committed
     */
    public <T> T transact(Function<EntityManager, T> work) {
        try {
            return transactions == null ? inLocalTransaction(work) : inServerTransaction(work);
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw isUnreachable(e) ? new DatabaseUnavailable() : e;
        }
    }

    /** Whether the database answers now. */
    public boolean reachable() {
        try {
            currentMillis();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The database's own time, epoch ms. */
    long currentMillis() {
        return transact(
                em -> ((Number) em.createNativeQuery(schema.currentMillis()).getSingleResult()).longValue());
    }

    private <T> T inServerTransaction(Function<EntityManager, T> work) {
        boolean committed = false;
        try {
            transactions.setTransactionTimeout(TRANSACTION_TIMEOUT);
            transactions.begin();
            try (EntityManager em = entityManagers.createEntityManager()) {
                T result = work.apply(em);
                em.flush();
                transactions.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollback();
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The transaction did not commit.", e);
        }
    }

    private void rollback() throws Exception {
        if (transactions.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
            transactions.rollback();
        }
    }

    private <T> T inLocalTransaction(Function<EntityManager, T> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            var transaction = em.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(em);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    /** SQLSTATE 08 is a lost connection, 57P PostgreSQL shutting down, 90 H2's own; a pool has none. */
    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return sql instanceof SQLTransientConnectionException
                        || sql instanceof SQLNonTransientConnectionException
                        || sql instanceof SQLRecoverableException
                        || state == null
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("9006")
                        || state.equals("90098")
                        || state.equals("90121");
            }
        }
        return false;
    }
}
