package org.satbuddy.image;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** As on WildFly with its H2 file. */
class ImagesOnHibernateTest extends ImagesContract {

    @Override
    DataSource dataSource() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @Override
    String unit() {
        return "store-hibernate";
    }
}
