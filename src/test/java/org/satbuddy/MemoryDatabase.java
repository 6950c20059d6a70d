package org.satbuddy;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** A new database of its own for each test. */
public final class MemoryDatabase {

    private MemoryDatabase() {}

    public static JdbcDataSource create() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
