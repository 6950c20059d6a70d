package org.satbuddy.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.toMap;
import static org.satbuddy.config.Settings.ProviderSettings.ANTHROPIC;
import static org.satbuddy.config.Settings.ProviderSettings.GEMINI;
import static org.satbuddy.config.Settings.ProviderSettings.OPENAI;
import static org.satbuddy.config.Settings.ProviderSettings.STUDY_GUIDE;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and validates the order of providers and the endpoint of each. */
final class ProviderSettingsReader {

    private static final String ORDER = "satbuddy.providers";
    private static final String AZURE_VERSION = "satbuddy.openai.azure-api-version";

    /** The default models accept images, follow a schema and answer in seconds: none reasons at length by default. */
    private static final List<RemoteDefaults> REMOTE = List.of(
            new RemoteDefaults(OPENAI, "https://api.openai.com/v1", "gpt-5.4-mini"),
            new RemoteDefaults(ANTHROPIC, "https://api.anthropic.com", "claude-haiku-4-5"),
            new RemoteDefaults(GEMINI, "https://generativelanguage.googleapis.com", "gemini-2.5-flash"));

    private static final String MODELS = "models/";

    /** How much longer a provider in the local network may take. */
    private static final int NEAR = 5;

    private final SettingValues values;
    private final Settings.Network network;

    ProviderSettingsReader(SettingValues values, Settings.Network network) {
        this.values = values;
        this.network = network;
    }

    /** A provider that is called over the network, with its default URL and model. */
    private record RemoteDefaults(String name, String url, String model) {

        String key(String setting) {
            return "satbuddy." + name + "." + setting;
        }
    }

    Settings.ProviderSettings read() {
        List<String> order = order();
        Map<String, Settings.Endpoint> endpoints = REMOTE.stream().collect(toMap(RemoteDefaults::name, this::endpoint));
        // A model on a machine of the school may load for a minute and think for several.
        boolean near = endpoints.values().stream().anyMatch(endpoint -> LocalHost.isNear(endpoint.baseUrl()));
        int patience = near ? NEAR : 1;
        return new Settings.ProviderSettings(
                order,
                values.duration("satbuddy.provider.connect-timeout", ofSeconds(5), ofMillis(1), ofMinutes(5)),
                values.duration(
                        "satbuddy.provider.read-timeout", ofSeconds(30L * patience), ofMillis(1), ofMinutes(10)),
                values.duration("satbuddy.provider.deadline", ofSeconds(60L * patience), ofSeconds(1), ofMinutes(10)),
                values.integer("satbuddy.retry.quick.max", 1, 0, 5),
                values.flag("satbuddy.provider.check-at-start", true),
                endpoints,
                network);
    }

    private List<String> order() {
        List<String> order = values.text(ORDER).map(this::listed).orElseGet(this::configured);
        REMOTE.stream().filter(remote -> order.contains(remote.name())).forEach(this::requireUsable);
        return order;
    }

    private List<String> configured() {
        List<String> names = REMOTE.stream()
                .filter(remote -> values.text(remote.key("api-key")).isPresent()
                        || values.text(remote.key("base-url")).isPresent())
                .map(RemoteDefaults::name)
                .toList();
        return names.isEmpty() ? List.of(STUDY_GUIDE) : names;
    }

    private List<String> listed(String text) {
        List<String> known = Stream.concat(REMOTE.stream().map(RemoteDefaults::name), Stream.of(STUDY_GUIDE))
                .toList();
        var order = new LinkedHashSet<String>();
        for (String name : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            if (!known.contains(name)) {
                throw new InvalidSetting(
                        ORDER,
                        "names \"" + name + "\", which is none of "
                                + known.stream().collect(Collectors.joining(", ")));
            }
            if (!order.add(name)) {
                throw new InvalidSetting(ORDER, "names " + name + " twice");
            }
        }
        return List.copyOf(order);
    }

    private void requireUsable(RemoteDefaults remote) {
        String key = remote.key("api-key");
        if (values.text(key).isEmpty() && !LocalHost.isThisMachine(baseUrl(remote))) {
            throw new InvalidSetting(key, "is missing; only a server on this machine may do without");
        }
    }

    private Settings.Endpoint endpoint(RemoteDefaults remote) {
        String key = remote.key("api-key");
        Optional<String> secret = values.text(key);
        if (secret.isPresent() && !secret.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidSetting(key, "has a character that cannot be sent in an HTTP header");
        }
        return new Settings.Endpoint(
                baseUrl(remote),
                secret,
                model(remote.name(), values.text(remote.key("model"), remote.model())),
                remote.name().equals(OPENAI) ? values.text(AZURE_VERSION) : Optional.empty());
    }

    private URI baseUrl(RemoteDefaults remote) {
        String key = remote.key("base-url");
        URI url = values.address(key).orElse(URI.create(remote.url()));
        if ("http".equalsIgnoreCase(url.getScheme()) && !LocalHost.isThisMachine(url)) {
            throw new InvalidSetting(key, "must begin with https:// unless the server is on this machine");
        }
        return asMeant(remote.name(), url);
    }

    /** People enter the address of the whole call, or of the server alone. */
    private static URI asMeant(String name, URI url) {
        String path = without("/", url.getPath() == null ? "" : url.getPath());
        String meant = switch (name) {
            case OPENAI -> {
                String base = without("/chat/completions", path);
                yield base.isEmpty() ? "/v1" : base;
            }
            case ANTHROPIC -> without("/v1", without("/v1/messages", path));
            default -> without("/v1", without("/v1beta", path));
        };
        return meant.equals(path) ? url : URI.create(url.getScheme() + "://" + url.getRawAuthority() + meant);
    }

    private static String without(String end, String path) {
        return path.endsWith(end) ? path.substring(0, path.length() - end.length()) : path;
    }

    /** Google lists its models as {@code models/gemini-…}, and wants the name without the folder. */
    private static String model(String name, String model) {
        return name.equals(GEMINI) && model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }
}
