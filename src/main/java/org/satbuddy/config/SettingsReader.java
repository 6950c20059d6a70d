package org.satbuddy.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Reads and validates every setting of the application. The first unusable setting is reported as {@link
 * InvalidSetting}; there is no partly valid configuration.
 */
public final class SettingsReader {

    private static final int MOST = 1_000_000;

    static final String WORKERS = "satbuddy.workers";
    static final String PUBLIC_URL = "satbuddy.public-url";

    private static final String X_FORWARDED = "x-forwarded-for";
    private static final int SHORTEST_SECRET = 32;
    private static final int FEWEST_OWNERS = 3;
    private static final List<String> PAGE_FOLDERS = List.of("assets", "WEB-INF/languages", "WEB-INF/pages");
    private static final Pattern SLASHES = Pattern.compile("/{1,9}$");
    private static final Pattern ADMIN_TOKEN = Pattern.compile("[A-Za-z0-9._~-]{32,200}");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final SettingValues values;
    private final Function<String, String> environment;

    public SettingsReader(Config config) {
        this(key -> config.getOptionalValue(key, String.class), System::getenv);
    }

    /**
     * @param source returns the text of a setting by its key; empty if it is not set
     * @param environment returns the text of an environment variable by its name; null if it is not set
     */
    SettingsReader(Function<String, Optional<String>> source, Function<String, String> environment) {
        this.values = new SettingValues(source);
        this.environment = environment;
    }

    /** @throws InvalidSetting for the first setting that cannot be used */
    public Settings read() {
        // SettingsFileSource ignores an unreadable file. Reading it here reports the problem.
        SettingsFile.read(environment.apply(SettingsFile.VARIABLE));
        Set<AuthMode> modes = authModes();
        return new Settings(
                tasks(),
                limits(),
                new ProviderSettingsReader(values, new NetworkSettingsReader(values, environment).read()).read(),
                values.flag("satbuddy.websocket", false),
                publicUrl(),
                secret(),
                modes,
                modes.contains(AuthMode.OIDC) ? Optional.of(new OidcSettingsReader(values).read()) : Optional.empty(),
                adminToken(),
                sessions(),
                values.duration("satbuddy.audit.retention", ofDays(365), ofDays(1), ofDays(3650)),
                proxies(),
                node(),
                pageFiles());
    }

    private Settings.TaskSettings tasks() {
        return new Settings.TaskSettings(
                values.duration("satbuddy.task.ttl", ofHours(1), ofSeconds(1), ofDays(365)),
                values.duration("satbuddy.task.patience", ofMinutes(10), ofSeconds(1), ofDays(1)),
                values.duration("satbuddy.retry.later.delay", ofSeconds(60), ofMillis(1), ofHours(1)),
                values.integer("satbuddy.retry.later.max", 3, 0, 100),
                workers(),
                values.integer("satbuddy.priority.chat", 5, 0, 9),
                values.integer("satbuddy.priority.question", 3, 0, 9),
                cacheOwners());
    }

    /** With fewer owners, one of them could find out what another has asked. */
    private int cacheOwners() {
        String key = "satbuddy.cache.owners";
        int owners = values.integer(key, FEWEST_OWNERS, 0, 1_000_000);
        if (owners > 0 && owners < FEWEST_OWNERS) {
            throw new InvalidSetting(key, "must be 0, for no cache, or at least " + FEWEST_OWNERS + ", not " + owners);
        }
        return owners;
    }

    private Settings.Limits limits() {
        int perMinute = values.integer("satbuddy.limit.requests-per-minute", 30, 1, MOST);
        return new Settings.Limits(
                values.integer("satbuddy.limit.active-tasks", 5, 1, MOST),
                perMinute,
                values.integer(
                        "satbuddy.limit.requests-per-minute-per-address",
                        (int) Math.min(MOST, 100L * perMinute),
                        1,
                        MOST),
                values.integer("satbuddy.limit.queue", 10_000, 1, 10_000_000),
                values.integer("satbuddy.limit.streams", 6, 1, 1_000_000),
                values.integer("satbuddy.limit.streams-in-all", 4_000, 1, 1_000_000),
                values.number("satbuddy.limit.tokens-per-day", 0, 0, Long.MAX_VALUE),
                values.integer("satbuddy.limit.images", 50, 1, 1_000_000),
                values.number("satbuddy.limit.image-bytes", 100L << 20, 1 << 20, 1L << 40),
                values.number("satbuddy.limit.image-bytes-in-all", 1L << 30, 1 << 20, 1L << 50));
    }

    /** Must equal the environment variable, by which the server sizes its pools before the application starts. */
    private int workers() {
        int workers = values.integer(WORKERS, 200, 1, 10_000);
        int pools = new SettingValues(name -> Optional.ofNullable(environment.apply("SATBUDDY_WORKERS")))
                .integer(WORKERS, 200, 1, 10_000);
        if (workers != pools) {
            throw new InvalidSetting(
                    WORKERS,
                    "sizes pools of the server and can be set by the environment variable SATBUDDY_WORKERS only");
        }
        return workers;
    }

    private Optional<URI> publicUrl() {
        return values.address(PUBLIC_URL)
                .map(URI::toString)
                .map(url -> URI.create(SLASHES.matcher(url).replaceFirst("")));
    }

    private Optional<String> secret() {
        String key = "satbuddy.secret";
        Optional<String> secret = values.text(key);
        if (secret.isPresent() && secret.get().length() < SHORTEST_SECRET) {
            throw new InvalidSetting(key, "must have at least " + SHORTEST_SECRET + " characters");
        }
        return secret;
    }

    private Set<AuthMode> authModes() {
        String key = "satbuddy.auth.modes";
        String text =
                values.text(key).or(() -> values.text("satbuddy.auth.mode")).orElse(AuthMode.GUEST.word());
        var modes = EnumSet.noneOf(AuthMode.class);
        for (String word : text.split(",", -1)) {
            modes.add(AuthMode.of(word.strip())
                    .orElseThrow(() -> new InvalidSetting(
                            key,
                            "names \"" + word.strip() + "\", which is none of "
                                    + Arrays.stream(AuthMode.values())
                                            .map(AuthMode::word)
                                            .collect(joining(", ")))));
        }
        return Collections.unmodifiableSet(modes);
    }

    private Settings.SessionSettings sessions() {
        return new Settings.SessionSettings(
                values.duration("satbuddy.session.idle", ofHours(2), ofMinutes(5), ofDays(30)),
                values.duration("satbuddy.session.age", ofHours(12), ofMinutes(5), ofDays(90)));
    }

    private Settings.Proxies proxies() {
        String key = "satbuddy.trusted-proxies";
        String header = "satbuddy.trusted-proxies.header";
        List<AddressRange> trusted = values.text(key)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(range -> AddressRange.of(range)
                                .orElseThrow(() -> new InvalidSetting(
                                        key,
                                        "must list addresses or networks, such as 127.0.0.1 or 10.1.0.0/16, and not \""
                                                + range + "\"")))
                        .toList())
                .orElse(List.of());
        return switch (values.text(header, X_FORWARDED).toLowerCase(Locale.ROOT)) {
            case X_FORWARDED -> new Settings.Proxies(trusted, false);
            case "forwarded" -> new Settings.Proxies(trusted, true);
            default -> throw new InvalidSetting(header, "must be x-forwarded-for or forwarded");
        };
    }

    private Optional<String> adminToken() {
        String key = "satbuddy.admin.token";
        Optional<String> token = values.text(key);
        if (token.isPresent() && !ADMIN_TOKEN.matcher(token.get()).matches()) {
            throw new InvalidSetting(key, "must have at least " + SHORTEST_SECRET + " letters, digits, -, _, . or ~");
        }
        return token;
    }

    private Optional<String> node() {
        String key = "satbuddy.node";
        Optional<String> node = values.text(key);
        if (node.isPresent() && !NODE.matcher(node.get()).matches()) {
            throw new InvalidSetting(key, "must be 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        return node;
    }

    private Optional<Path> pageFiles() {
        String key = "satbuddy.page.files";
        Optional<Path> folder = values.folder(key);
        if (folder.isPresent()
                && !PAGE_FOLDERS.stream()
                        .allMatch(it -> Files.isDirectory(folder.get().resolve(it)))) {
            throw new InvalidSetting(key, "must be a folder that has the folders " + String.join(", ", PAGE_FOLDERS));
        }
        return folder;
    }
}
