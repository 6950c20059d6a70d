package org.satbuddy.admin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DurabilityTest {

    @TempDir
    Path folder;

    @Test
    void acceptsAFileWithoutWriteDelay() {
        assertThatCode(() -> H2Durability.check(h2("jdbc:h2:" + folder.resolve("a") + ";WRITE_DELAY=0")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAFileWithWriteDelay() {
        assertThatThrownBy(() -> H2Durability.check(h2("jdbc:h2:" + folder.resolve("b"))))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("add ;WRITE_DELAY=0");
    }

    @Test
    void refusesADatabaseInMemory() {
        assertThatThrownBy(() -> H2Durability.check(h2("jdbc:h2:mem:c;WRITE_DELAY=0")))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("memory");
    }

    private static JdbcDataSource h2(String url) {
        var source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
