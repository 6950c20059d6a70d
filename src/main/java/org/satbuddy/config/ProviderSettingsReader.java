package org.satbuddy.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and validates who answers, and where they are reached. */
final class ProviderSettingsReader {

    private static final String OPENAI = "openai";
    private static final String STUDY_GUIDE = "study-guide";
    private static final Set<String> KNOWN = Set.of(OPENAI, STUDY_GUIDE);

    private static final String ORDER = "satbuddy.providers";
    private static final String BASE_URL = "satbuddy.openai.base-url";
    private static final String API_KEY = "satbuddy.openai.api-key";
    private static final String MODEL = "satbuddy.openai.model";

    private static final URI VENDOR = URI.create("https://api.openai.com/v1");

    /** Sees images, has a JSON mode, and answers in seconds: it does not reason at length unless asked to. */
    private static final String DEFAULT_MODEL = "gpt-5.4-mini";

    private final Values values;

    ProviderSettingsReader(Values values) {
        this.values = values;
    }

    Settings.Providers read() {
        return new Settings.Providers(
                order(),
                values.duration("satbuddy.provider.connect-timeout", ofSeconds(5), ofMillis(1), ofMinutes(5)),
                values.duration("satbuddy.provider.read-timeout", ofSeconds(30), ofMillis(1), ofMinutes(10)),
                values.duration("satbuddy.provider.deadline", ofSeconds(60), ofSeconds(1), ofMinutes(10)),
                values.integer("satbuddy.retry.quick.max", 1, 0, 5),
                openAi());
    }

    private List<String> order() {
        Optional<String> listed = values.text(ORDER);
        if (listed.isPresent()) {
            return listed(listed.get());
        }
        boolean reachable =
                values.text(API_KEY).isPresent() || values.text(BASE_URL).isPresent();
        if (!reachable) {
            return List.of(STUDY_GUIDE);
        }
        requireUsable();
        return List.of(OPENAI);
    }

    private List<String> listed(String text) {
        var order = new LinkedHashSet<String>();
        for (String name : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            if (!KNOWN.contains(name)) {
                throw new InvalidSetting(ORDER, "names \"" + name + "\", which is none of openai, study-guide");
            }
            if (!order.add(name)) {
                throw new InvalidSetting(ORDER, "names " + name + " twice");
            }
        }
        if (order.contains(OPENAI)) {
            requireUsable();
        }
        return List.copyOf(order);
    }

    private void requireUsable() {
        if (values.text(API_KEY).isEmpty() && !Loopback.is(baseUrl())) {
            throw new InvalidSetting(API_KEY, "is missing; only a server on this machine may do without");
        }
    }

    private Settings.Endpoint openAi() {
        Optional<String> key = values.text(API_KEY);
        if (key.isPresent() && !key.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidSetting(API_KEY, "has a character that cannot be sent in an HTTP header");
        }
        return new Settings.Endpoint(baseUrl(), key, values.text(MODEL, DEFAULT_MODEL));
    }

    private URI baseUrl() {
        URI url = values.address(BASE_URL).orElse(VENDOR);
        if ("http".equalsIgnoreCase(url.getScheme()) && !Loopback.is(url)) {
            throw new InvalidSetting(BASE_URL, "must begin with https:// unless the server is on this machine");
        }
        return url;
    }
}
