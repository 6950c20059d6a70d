package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The page in a browser, for a new student. Records the errors of the browser and every request to another site, for
 * {@link #assertClean}.
 */
final class OpenPage implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    OpenPage(Chromium chromium, String baseUrl, Browser.NewContextOptions options) {
        this(chromium, baseUrl, options, "#composer");
    }

    /** @param awaited a part of the page that the address leads to */
    OpenPage(Chromium chromium, String baseUrl, Browser.NewContextOptions options, String awaited) {
        options.locale = options.locale == null ? "en-US" : options.locale;
        context = chromium.browser().newContext(options.setBaseURL(baseUrl));
        context.setDefaultTimeout(20_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        context.onRequest(request -> {
            if (!request.url().startsWith(baseUrl) && !request.url().startsWith("blob:" + baseUrl)) {
                complaints.add("asks elsewhere: " + request.url());
            }
        });
        page.navigate("/ai/chat/");
        page.locator(awaited).waitFor();
    }

    Page page() {
        return page;
    }

    Locator message() {
        return page.getByLabel("Your message");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Types a question and sends it with the Enter key, or with the button on a touch screen. */
    void ask(String text) {
        message().fill(text);
        if (page.evaluate("matchMedia('(pointer: coarse)').matches").equals(true)) {
            button("Send").click();
        } else {
            message().press("Enter");
        }
    }

    /** The tutor's latest turn. */
    Locator answer() {
        return page.locator(".turn.tutor").last();
    }

    /** Drops recorded errors that are expected: those of a request that the test lets fail. */
    void forget(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    void assertClean() {
        assertThat(complaints).isEmpty();
    }

    /**
     * Asserts that WCAG 2.2 A and AA and the best practices of axe are met. Keeps a screenshot of the checked state.
     */
    void assertAccessible(String state) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(state + ".png")));
        assertThat(axe().analyze().getViolations())
                .as(state)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("scrolls sideways: " + state)
                .isZero();
    }

    /**
     * Axe in its legacy mode, which runs in the page alone. Otherwise it opens a second page for frames of other sites.
     * That takes as long as the check itself, and this page has no frames.
     */
    @SuppressWarnings("deprecation")
    private AxeBuilder axe() {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    @Override
    public void close() {
        context.close();
    }
}
