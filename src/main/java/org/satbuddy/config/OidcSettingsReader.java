package org.satbuddy.config;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads and validates what the mode {@code oidc} needs. */
final class OidcSettingsReader {

    private static final String PREFIX = "satbuddy.oidc.";
    private static final String ISSUER = PREFIX + "issuer";
    private static final String CLIENT_ID = PREFIX + "client-id";
    private static final String SCOPES = PREFIX + "scopes";
    private static final String OPENID = "openid";

    /** The others are students. */
    private static final List<String> ROLES = List.of("admin", "security", "teacher");

    private final SettingValues values;

    OidcSettingsReader(SettingValues values) {
        this.values = values;
    }

    Settings.OidcSettings read() {
        if (values.address(SettingsReader.PUBLIC_URL).isEmpty()) {
            throw new InvalidSetting(SettingsReader.PUBLIC_URL, "is missing; the identity provider sends people there");
        }
        return new Settings.OidcSettings(
                issuer(),
                required(CLIENT_ID),
                values.text(PREFIX + "client-secret"),
                scopes(),
                listed(PREFIX + "domains")
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .collect(toUnmodifiableSet()),
                values.text(PREFIX + "role-claim", "groups"),
                roles(),
                values.duration(PREFIX + "clock-skew", ofMinutes(1), ZERO, ofMinutes(10)));
    }

    /** As the provider writes it. Some end with a slash, and the two must be equal. */
    private URI issuer() {
        URI issuer = values.address(ISSUER).orElseThrow(() -> missing(ISSUER));
        if (!"https".equalsIgnoreCase(issuer.getScheme()) && !LocalHost.isThisMachine(issuer)) {
            throw new InvalidSetting(ISSUER, "must begin with https:// unless the provider is on this machine");
        }
        return issuer;
    }

    private List<String> scopes() {
        List<String> scopes =
                List.of(values.text(SCOPES, "openid profile email").split(" +"));
        if (!scopes.contains(OPENID)) {
            throw new InvalidSetting(SCOPES, "must contain " + OPENID);
        }
        return scopes;
    }

    private Map<String, Set<String>> roles() {
        var roles = new LinkedHashMap<String, Set<String>>();
        for (String role : ROLES) {
            Set<String> given = listed(PREFIX + "role." + role).collect(toUnmodifiableSet());
            if (!given.isEmpty()) {
                roles.put(role, given);
            }
        }
        return roles;
    }

    private Stream<String> listed(String key) {
        Optional<String> text = values.text(key);
        return text.stream()
                .flatMap(it -> Arrays.stream(it.split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }

    private String required(String key) {
        return values.text(key).orElseThrow(() -> missing(key));
    }

    private static InvalidSetting missing(String key) {
        return new InvalidSetting(key, "is missing; the mode oidc needs it");
    }
}
