package org.satbuddy.it;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * One packaged server for guests, one of a school, their provider and one browser, for all classes of a JVM that need no
 * server of their own: starting one takes longer than most tests. Started when first needed, and stopped after the last
 * class.
 */
final class SharedServers implements BeforeAllCallback, AutoCloseable {

    private static SharedServers shared;

    private FakeProvider provider;
    private PackagedServer server;
    private PackagedServer school;
    private Chromium chromium;

    static FakeProvider provider() {
        return shared.provider;
    }

    static PackagedServer server() {
        return shared.server;
    }

    /** A server of a school, without guests: people come in by the code of a lesson, or by an account. */
    static PackagedServer school() {
        if (shared.school == null) {
            shared.provider.when("Slopes", FakeProvider.says("Rise over run."));
            shared.school = PackagedServer.start(Map.of(
                    "SATBUDDY_AUTH_MODES", "class-pass, local",
                    "SATBUDDY_BIND", "0.0.0.0",
                    "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000",
                    "SATBUDDY_OPENAI_BASE_URL", shared.provider.baseUrl()));
        }
        return shared.school;
    }

    static Chromium chromium() {
        if (shared.chromium == null) {
            shared.chromium = Chromium.start();
            PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        }
        return shared.chromium;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Each class runs with its own root store. The launcher session spans all classes of a JVM.
        shared = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedServers.class))
                .getOrComputeIfAbsent(SharedServers.class, it -> new SharedServers().start(), SharedServers.class);
    }

    private SharedServers start() {
        provider = new FakeProvider();
        server = PackagedServer.start(Map.of(
                "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                "SATBUDDY_OPENAI_API_KEY", "key-of-the-test",
                "SATBUDDY_RETRY_LATER_DELAY", "PT1S",
                "SATBUDDY_PROVIDER_READ_TIMEOUT", "PT30S",
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000"));
        return this;
    }

    @Override
    public void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (school != null) {
            school.stop();
        }
        server.stop();
        provider.close();
    }
}
