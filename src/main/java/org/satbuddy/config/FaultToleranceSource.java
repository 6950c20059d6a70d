package org.satbuddy.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives the MicroProfile Fault Tolerance configuration of provider calls from the settings. Has the lowest ordinal of
 * all sources, so that an administrator can override each value by its own key.
 */
public final class FaultToleranceSource implements ConfigSource {

    private static final int BELOW_ALL_OTHERS = 50;

    /** Added to the longest call. The adapter checks its time between reads; this timeout applies if it cannot. */
    private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(5);

    private static final String CALL = "org.satbuddy.provider.RemoteCall/complete/";

    private static final Map<String, Function<Settings, Number>> KEYS = Map.of(
            CALL + "Retry/maxRetries",
            settings -> settings.providers().quickRetries(),
            CALL + "Retry/maxDuration",
            settings -> settings.providers().deadline().toMillis(),
            CALL + "Timeout/value",
            settings -> settings.providers().longestCall().plus(TIMEOUT_MARGIN).toMillis(),
            CALL + "Bulkhead/value",
            settings -> settings.tasks().workers());

    private volatile Settings settings;

    /** @param settings null to read them on first use, because there is no configuration while sources are collected */
    FaultToleranceSource(Settings settings) {
        this.settings = settings;
    }

    public FaultToleranceSource() {}

    @Override
    public Set<String> getPropertyNames() {
        return KEYS.keySet();
    }

    @Override
    public String getValue(String key) {
        Function<Settings, Number> value = KEYS.get(key);
        return value == null ? null : value.apply(settings()).toString();
    }

    @Override
    public String getName() {
        return "satbuddy fault tolerance";
    }

    @Override
    public int getOrdinal() {
        return BELOW_ALL_OTHERS;
    }

    private Settings settings() {
        if (settings == null) {
            settings = new SettingsReader(ConfigProvider.getConfig()).read();
        }
        return settings;
    }
}
