package org.satbuddy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultToleranceSourceTest {

    private static final String CALL = "org.satbuddy.provider.RemoteCall/complete/";

    private final Settings settings = new SettingsBuilder()
            .quickRetries(2)
            .deadline(Duration.ofSeconds(20))
            .build();

    private final FaultToleranceSource source = new FaultToleranceSource(settings);

    @Test
    void derivesItsValuesFromTheSettings() {
        assertThat(source.getProperties())
                .containsEntry(CALL + "Retry/maxRetries", "2")
                .containsEntry(CALL + "Retry/maxDuration", "20000")
                .containsEntry(CALL + "Timeout/value", "65000")
                .containsEntry(CALL + "Bulkhead/value", "200");
    }

    @Test
    void hasNoOtherKeys() {
        assertThat(source.getValue("satbuddy.retry.quick.max")).isNull();
    }

    @Test
    void isOverriddenByAKeySetDirectly() {
        var config = new SmallRyeConfigBuilder()
                .withSources(source)
                .withDefaultValue("x", "y")
                .addSystemSources()
                .build();

        System.setProperty(CALL + "Retry/maxRetries", "0");
        try {
            assertThat(config.getValue(CALL + "Retry/maxRetries", Integer.class))
                    .isZero();
            assertThat(config.getValue(CALL + "Bulkhead/value", Integer.class)).isEqualTo(200);
        } finally {
            System.clearProperty(CALL + "Retry/maxRetries");
        }
    }
}
