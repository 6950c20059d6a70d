package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The base of browser tests: one server, provider and browser for all classes of a JVM, one student for each test. */
@ExtendWith(SharedServers.class)
abstract class BrowserFixture {

    static final NewContextOptions LAPTOP = new NewContextOptions().setViewportSize(1100, 800);

    /** A word in the questions of this test, by which the provider chooses the reply. */
    final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    OpenPage open;

    FakeProvider provider() {
        return SharedServers.provider();
    }

    Chromium chromium() {
        return SharedServers.chromium();
    }

    PackagedServer server() {
        return SharedServers.server();
    }

    String baseUrl() {
        return server().baseUrl();
    }

    OpenPage open(NewContextOptions options) {
        open = new OpenPage(chromium(), baseUrl(), options);
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
}
