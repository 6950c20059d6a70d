package org.satbuddy.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds {@link Settings} for tests. Every setting that a test does not name has the product's own default. Values are
 * not validated: a test may set a limit lower than an administrator can.
 */
public final class SettingsBuilder {

    private static final Settings DEFAULTS = new SettingsReader(key -> Optional.empty(), name -> null).read();

    private final Map<String, Settings.Endpoint> endpoints =
            new HashMap<>(DEFAULTS.providers().endpoints());

    private Duration retryDelay = DEFAULTS.tasks().retryDelay();
    private int workers = DEFAULTS.tasks().workers();
    private int cacheOwners = DEFAULTS.tasks().cacheOwners();

    private int queue = DEFAULTS.limits().queue();
    private int streams = DEFAULTS.limits().streams();
    private int streamsInAll = DEFAULTS.limits().streamsInAll();
    private long tokensPerDay = DEFAULTS.limits().tokensPerDay();
    private int images = DEFAULTS.limits().images();
    private long imageBytes = DEFAULTS.limits().imageBytes();
    private long imageBytesInAll = DEFAULTS.limits().imageBytesInAll();
    private int requestsPerMinute = DEFAULTS.limits().requestsPerMinute();
    private int requestsPerMinutePerAddress = DEFAULTS.limits().requestsPerMinutePerAddress();

    private List<String> order = DEFAULTS.providers().order();
    private Duration readTimeout = DEFAULTS.providers().readTimeout();
    private Duration deadline = DEFAULTS.providers().deadline();
    private Settings.Network network = DEFAULTS.providers().network();
    private boolean checkAtStart = DEFAULTS.providers().checkAtStart();
    private int quickRetries = DEFAULTS.providers().quickRetries();

    private URI publicUrl = DEFAULTS.publicUrl().orElse(null);
    private String secret = DEFAULTS.secret().orElse(null);
    private Settings.OidcSettings oidc;
    private Set<AuthMode> authModes = DEFAULTS.authModes();
    private Settings.Proxies proxies = DEFAULTS.proxies();
    private Settings.SessionSettings sessions = DEFAULTS.sessions();
    private Duration auditRetention = DEFAULTS.auditRetention();
    private String adminToken = DEFAULTS.adminToken().orElse(null);

    public SettingsBuilder retryDelay(Duration delay) {
        retryDelay = delay;
        return this;
    }

    public SettingsBuilder workers(int count) {
        workers = count;
        return this;
    }

    public SettingsBuilder cacheOwners(int count) {
        cacheOwners = count;
        return this;
    }

    public SettingsBuilder queue(int tasks) {
        queue = tasks;
        return this;
    }

    public SettingsBuilder streams(int count) {
        streams = count;
        return this;
    }

    public SettingsBuilder streamsInAll(int count) {
        streamsInAll = count;
        return this;
    }

    public SettingsBuilder imageBytesInAll(long bytes) {
        imageBytesInAll = bytes;
        return this;
    }

    public SettingsBuilder requestsPerMinute(int count) {
        requestsPerMinute = count;
        return this;
    }

    public SettingsBuilder requestsPerMinutePerAddress(int count) {
        requestsPerMinutePerAddress = count;
        return this;
    }

    public SettingsBuilder tokensPerDay(long tokens) {
        tokensPerDay = tokens;
        return this;
    }

    public SettingsBuilder images(int count) {
        images = count;
        return this;
    }

    public SettingsBuilder imageBytes(long bytes) {
        imageBytes = bytes;
        return this;
    }

    public SettingsBuilder providers(String... names) {
        return providers(List.of(names));
    }

    public SettingsBuilder providers(List<String> names) {
        order = List.copyOf(names);
        return this;
    }

    public SettingsBuilder endpoint(String provider, Settings.Endpoint endpoint) {
        endpoints.put(provider, endpoint);
        return this;
    }

    public SettingsBuilder readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    public SettingsBuilder deadline(Duration longest) {
        deadline = longest;
        return this;
    }

    public SettingsBuilder network(Settings.Network calls) {
        network = calls;
        return this;
    }

    public SettingsBuilder quickRetries(int count) {
        quickRetries = count;
        return this;
    }

    public SettingsBuilder publicUrl(String url) {
        publicUrl = URI.create(url);
        return this;
    }

    /** @param standard whether they send {@code Forwarded} */
    public SettingsBuilder proxies(boolean standard, String... trusted) {
        proxies = new Settings.Proxies(
                Arrays.stream(trusted)
                        .map(it -> AddressRange.of(it).orElseThrow())
                        .toList(),
                standard);
        return this;
    }

    public SettingsBuilder sessions(Duration idle, Duration age) {
        sessions = new Settings.SessionSettings(idle, age);
        return this;
    }

    public SettingsBuilder auditRetention(Duration retention) {
        auditRetention = retention;
        return this;
    }

    public SettingsBuilder adminToken(String token) {
        adminToken = token;
        return this;
    }

    /** @param text null to keep the secret in the database */
    public SettingsBuilder secret(String text) {
        secret = text;
        return this;
    }

    public SettingsBuilder oidc(Settings.OidcSettings settings) {
        oidc = settings;
        return authModes(AuthMode.OIDC);
    }

    public SettingsBuilder authModes(AuthMode... modes) {
        authModes = Set.of(modes);
        return this;
    }

    public Settings build() {
        Settings.TaskSettings tasks = DEFAULTS.tasks();
        Settings.Limits limits = DEFAULTS.limits();
        return new Settings(
                new Settings.TaskSettings(
                        tasks.ttl(),
                        tasks.patience(),
                        retryDelay,
                        tasks.retryMax(),
                        workers,
                        tasks.chatPriority(),
                        tasks.questionPriority(),
                        cacheOwners),
                new Settings.Limits(
                        limits.activeTasks(),
                        requestsPerMinute,
                        requestsPerMinutePerAddress,
                        queue,
                        streams,
                        streamsInAll,
                        tokensPerDay,
                        images,
                        imageBytes,
                        imageBytesInAll),
                new Settings.ProviderSettings(
                        order,
                        DEFAULTS.providers().connectTimeout(),
                        readTimeout,
                        deadline,
                        quickRetries,
                        checkAtStart,
                        Map.copyOf(endpoints),
                        network),
                DEFAULTS.webSocket(),
                Optional.ofNullable(publicUrl),
                Optional.ofNullable(secret),
                authModes,
                Optional.ofNullable(oidc),
                Optional.ofNullable(adminToken),
                sessions,
                auditRetention,
                proxies,
                DEFAULTS.node(),
                DEFAULTS.pageFiles());
    }
}
