package org.satbuddy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import javax.sql.DataSource;
import org.satbuddy.database.Database;

/** A database that fails if a transaction begins within another. A server has none, and local transactions do not tell. */
public final class FlatDatabase extends Database {

    private final ThreadLocal<Boolean> open = ThreadLocal.withInitial(() -> false);

    public FlatDatabase(String unit, DataSource dataSource) {
        super(PersistenceUnits.on(unit, dataSource), dataSource);
    }

    @Override
    public <T> T transact(Function<EntityManager, T> work) {
        assertThat(open.get()).as("a transaction is open").isFalse();
        open.set(true);
        try {
            return super.transact(work);
        } finally {
            open.remove();
        }
    }
}
