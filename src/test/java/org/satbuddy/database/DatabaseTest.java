package org.satbuddy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The transactions of a server. */
class DatabaseTest {

    private final List<String> calls = new ArrayList<>();
    private final Database database = new Database();
    private int status = Status.STATUS_ACTIVE;

    DatabaseTest() {
        EntityManager em = fake(EntityManager.class);
        database.entityManagers = (EntityManagerFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (proxy, method, arguments) -> em);
        database.transactions = fake(UserTransaction.class);
    }

    @Test
    void commits() {
        assertThat(database.<String>transact(em -> "done")).isEqualTo("done");
        assertThat(calls).containsSubsequence("begin", "flush", "commit").doesNotContain("rollback");
    }

    @Test
    void rollsBackAfterAFailure() {
        assertThatThrownBy(() -> database.transact(em -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls).contains("rollback").doesNotContain("commit");
    }

    /** The failure itself says little: the connection is closed, or a statement was interrupted. */
    @Test
    void isUnavailableIfTheServerEndsTheTransaction() {
        assertThatThrownBy(() -> database.transact(em -> {
                    status = Status.STATUS_ROLLEDBACK;
                    throw new IllegalStateException("the connection is closed");
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(calls).contains("rollback");
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.getReturnType() == int.class ? status : null;
                }));
    }
}
