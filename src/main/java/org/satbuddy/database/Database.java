package org.satbuddy.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work in short, separate transactions on the calling thread. Every entity is read and written through this bean,
 * which migrates the schema before its first use.
 */
@ApplicationScoped
public class Database {

    /** Seconds. Longer than any of our statements takes, and shorter than a lease. */
    private static final int TRANSACTION_TIMEOUT = 10;

    @PersistenceUnit(unitName = "satbuddy")
    EntityManagerFactory entityManagers;

    @Resource(lookup = "java:comp/env/jdbc/SatBuddyDS")
    DataSource dataSource;

    @Inject
    UserTransaction transactions;

    private Schema schema;

    protected Database() {}

    /** For use without a container. Transactions are then resource-local. */
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
     * Runs {@code work} in one transaction, which is committed when this method returns.
     *
     * @throws DatabaseUnavailable if the database cannot be reached
     * @throws RuntimeException if {@code work} or the commit fails otherwise; nothing is then committed. An exception
     *     of {@code work} is passed on unchanged.
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

    /** Whether the database answers a query now. */
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

    /**
     * Removes deleted rows from the files of the database, as far as this database needs help with that.
     *
     * @throws DatabaseUnavailable if the database cannot be reached
     */
    void eraseDeleted() {
        try {
            schema.eraseDeleted(dataSource);
        } catch (SQLException e) {
            throw isUnreachable(e)
                    ? new DatabaseUnavailable()
                    : new IllegalStateException("Deleted rows could not be erased.", e);
        }
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

    /** @throws DatabaseUnavailable if the server has rolled the transaction back, because its time was over */
    private void rollback() throws Exception {
        int status = transactions.getStatus();
        if (status == Status.STATUS_NO_TRANSACTION) {
            return;
        }
        transactions.rollback();
        if (status == Status.STATUS_ROLLEDBACK || status == Status.STATUS_ROLLING_BACK) {
            throw new DatabaseUnavailable();
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

    /**
     * SQLSTATE 08 means a lost connection and 57P a PostgreSQL server that is shutting down. States that begin with 90
     * are H2's own. An exception from the connection pool has no SQLSTATE.
     */
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
