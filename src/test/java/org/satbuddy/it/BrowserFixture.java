package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The base of browser tests: one packaged server, provider and browser for all classes of a JVM, one student for each
 * test.
 */
@ExtendWith(BrowserFixture.SharedServers.class)
abstract class BrowserFixture {

    static final NewContextOptions LAPTOP = new NewContextOptions().setViewportSize(1100, 800);

    private static SharedServers shared;

    /** A word in the questions of this test, by which the provider chooses the reply. */
    final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    OpenPage open;

    FakeProvider provider() {
        return shared.provider;
    }

    Chromium chromium() {
        return shared.chromium;
    }

    PackagedServer server() {
        return shared.server;
    }

    String baseUrl() {
        return shared.server.baseUrl();
    }

    OpenPage open(NewContextOptions options) {
        open = new OpenPage(shared.chromium, baseUrl(), options);
        return open;
    }

    /** The listed conversations, latest first. */
    Locator listed() {
        return open.page().locator("#conversations button");
    }

    /** Asks a question and waits for the answer. */
    void converse(String question, String answer) {
        provider().when(question, says(answer));
        int answered = open.page().locator(".turn.tutor .source").count();
        open.ask(question);
        assertThat(open.page().locator(".turn.tutor .source")).hasCount(answered + 1);
    }

    static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(320, 640)
                .setIsMobile(true)
                .setHasTouch(true)
                .setColorScheme(ColorScheme.DARK);
    }

    @AfterEach
    void assertNoBrowserErrors() {
        if (open != null) {
            try {
                open.assertClean();
            } finally {
                open.close();
            }
        }
    }

    /** Started by the first class that needs it, and stopped after the last. */
    static final class SharedServers implements BeforeAllCallback, AutoCloseable {

        private FakeProvider provider;
        private PackagedServer server;
        private Chromium chromium;

        @Override
        public void beforeAll(ExtensionContext context) {
            // Each class runs with its own root store. The launcher session spans all classes of a JVM.
            shared = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(BrowserFixture.class))
                    .getOrComputeIfAbsent(SharedServers.class, it -> new SharedServers().start(), SharedServers.class);
        }

        private SharedServers start() {
            provider = new FakeProvider();
            server = PackagedServer.begin(Map.of(
                    "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                    "SATBUDDY_OPENAI_API_KEY", "key-of-the-test",
                    "SATBUDDY_RETRY_LATER_DELAY", "PT1S",
                    "SATBUDDY_PROVIDER_READ_TIMEOUT", "PT30S",
                    "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000"));
            chromium = Chromium.start();
            PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
            server.awaitReady();
            return this;
        }

        @Override
        public void close() {
            chromium.close();
            server.stop();
            provider.close();
        }
    }
}
