package org.satbuddy.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the lines of the {@link SettingsFile} settings. What is said for one start of the server (its environment, its
 * system properties) wins over the file, which is kept for all of them.
 */
public final class SettingsFileSource implements ConfigSource {

    private static final int BELOW_THE_ENVIRONMENT = 250;

    private final Map<String, String> settings = read();

    /** A source that throws breaks the configuration of the server: the reader of the settings reports the problem. */
    private static Map<String, String> read() {
        try {
            return SettingsFile.read(System.getenv(SettingsFile.VARIABLE));
        } catch (InvalidSetting reportedByTheReader) {
            return Map.of();
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String key) {
        return settings.get(key);
    }

    @Override
    public String getName() {
        return SettingsFile.VARIABLE;
    }

    @Override
    public int getOrdinal() {
        return BELOW_THE_ENVIRONMENT;
    }
}
