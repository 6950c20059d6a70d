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

/** What is tried on the page: one packaged server, provider and browser for all the classes of a JVM; a student for each test. */
@ExtendWith(InBrowser.Running.class)
abstract class InBrowser {

    static final NewContextOptions LAPTOP = new NewContextOptions().setViewportSize(1100, 800);

    private static Running running;

    /** In what this test asks, so that the provider knows what to answer. */
    final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    OpenPage open;

    FakeProvider provider() {
        return running.provider;
    }

    Chromium chromium() {
        return running.chromium;
    }

    PackagedServer server() {
        return running.server;
    }

    String baseUrl() {
        return running.server.baseUrl();
    }

    OpenPage open(NewContextOptions options) {
        open = new OpenPage(running.chromium, baseUrl(), options);
        return open;
    }

    /** The conversations in the list, the latest first. */
    Locator listed() {
        return open.page().locator("#conversations button");
    }

    /** Asks, and waits for the answer. */
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
    void assertNothingWasComplainedOf() {
        if (open != null) {
            try {
                open.assertClean();
            } finally {
                open.close();
            }
        }
    }

    /** Started by the first class that needs it, and stopped after the last. */
    static final class Running implements BeforeAllCallback, AutoCloseable {

        private FakeProvider provider;
        private PackagedServer server;
        private Chromium chromium;

        @Override
        public void beforeAll(ExtensionContext context) {
            // Of the session: each class that a test JVM is given is a run with a root of its own.
            running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(InBrowser.class))
                    .getOrComputeIfAbsent(Running.class, it -> new Running().start(), Running.class);
        }

        private Running start() {
            provider = new FakeProvider();
            server = PackagedServer.begin(Map.of(
                    "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                    "SATBUDDY_OPENAI_API_KEY", "key-of-the-test",
                    "SATBUDDY_RETRY_LATER_DELAY", "PT1S",
                    "SATBUDDY_PROVIDER_READ_TIMEOUT", "PT5S",
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
