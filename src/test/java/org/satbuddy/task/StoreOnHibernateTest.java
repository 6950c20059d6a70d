package org.satbuddy.task;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** As on WildFly with its own database. */
class StoreOnHibernateTest extends StoreContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Override
    Line node(String name) {
        return new Line("store-hibernate", JdbcConnectionPool.create(url, "sa", ""), name);
    }
}
