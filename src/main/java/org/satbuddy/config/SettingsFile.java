package org.satbuddy.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The properties file, in UTF-8, that an administrator keeps outside the application. */
final class SettingsFile {

    static final String VARIABLE = "SATBUDDY_CONFIG";

    private SettingsFile() {}

    /**
     * @param path the path of the file; null or blank for none
     * @throws InvalidSetting if the file does not exist or cannot be read
     */
    static Map<String, String> read(String path) {
        var properties = new Properties();
        if (path != null && !path.isBlank()) {
            try (Reader reader = Files.newBufferedReader(Path.of(path.strip()))) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidSetting(VARIABLE, "names a file that cannot be read as properties: " + path);
            }
        }
        var settings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return Map.copyOf(settings);
    }
}
