package org.satbuddy.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Provides the properties of the {@link SettingsFile} to MicroProfile Config. Environment variables and system
 * properties override the file, because they apply to one start of the server and the file to all.
 */
public final class SettingsFileSource implements ConfigSource {

    private static final int BELOW_THE_ENVIRONMENT = 250;

    private final Map<String, String> settings = read();

    /**
     * Throws nothing, because an exception would break the server's configuration. {@link SettingsReader} reports the
     * problem.
     */
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
