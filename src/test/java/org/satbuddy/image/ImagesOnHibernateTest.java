package org.satbuddy.image;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** With Hibernate and H2, as on WildFly by default. */
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
