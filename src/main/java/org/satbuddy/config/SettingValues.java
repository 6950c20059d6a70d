package org.satbuddy.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** Reads single settings as typed values. Every method throws {@link InvalidSetting} for an unusable text. */
final class SettingValues {

    private final Function<String, Optional<String>> source;

    /** @param source returns the text of a setting by its key; empty if it is not set */
    SettingValues(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** The text without surrounding white space; empty if it is not set or blank. */
    Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    Duration duration(String key, Duration fallback, Duration min, Duration max) {
        Duration duration = text(key).map(text -> parseDuration(key, text)).orElse(fallback);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new InvalidSetting(key, "must be between " + min + " and " + max + ", not " + duration);
        }
        return duration;
    }

    int integer(String key, int fallback, int min, int max) {
        return (int) number(key, fallback, min, max);
    }

    long number(String key, long fallback, long min, long max) {
        long number = text(key).map(text -> parseNumber(key, text)).orElse(fallback);
        if (number < min || number > max) {
            throw new InvalidSetting(key, "must be between " + min + " and " + max + ", not " + number);
        }
        return number;
    }

    boolean flag(String key, boolean fallback) {
        return switch (text(key, Boolean.toString(fallback))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSetting(key, "must be true or false");
        };
    }

    /** An absolute http or https URL with a host, and without user name, query and fragment. */
    Optional<URI> address(String key) {
        return text(key).map(text -> parseAddress(key, text));
    }

    /** The absolute path of a folder. */
    Optional<Path> folder(String key) {
        return text(key).map(text -> parseFolder(key, text));
    }

    private static Duration parseDuration(String key, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidSetting(key, "must be an ISO 8601 duration such as PT30S, not \"" + text + "\"");
        }
    }

    private static long parseNumber(String key, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidSetting(key, "must be a whole number, not \"" + text + "\"");
        }
    }

    private static URI parseAddress(String key, String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidSetting(key, "is not a web address");
        }
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new InvalidSetting(key, "must be an address that begins with http:// or https:// and names a host");
        }
        if (address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null) {
            throw new InvalidSetting(key, "must have no user name, query or fragment");
        }
        return address;
    }

    private static Path parseFolder(String key, String text) {
        Path folder;
        try {
            folder = Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidSetting(key, "is not a path");
        }
        if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
            throw new InvalidSetting(key, "must be the absolute path of a folder, not \"" + text + "\"");
        }
        return folder;
    }
}
