package org.satbuddy.task;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** As on Payara. */
class StoreOnEclipseLinkTest extends StoreContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Override
    Line node(String name) {
        return new Line("store-eclipselink", JdbcConnectionPool.create(url, "sa", ""), name);
    }
}
