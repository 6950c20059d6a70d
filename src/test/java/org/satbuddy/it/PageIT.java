package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.limited;
import static org.satbuddy.it.FakeProvider.says;
import static org.satbuddy.it.FakeProvider.writes;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tests the page in a real browser against the packaged server. */
class PageIT extends BrowserFixture {

    private static final List<String> HOSTILE = List.of(
            "<script>document.title = 'run'</script>x",
            "<img src=x onerror=\"document.title = 'run'\">x",
            "<svg onload=\"document.title = 'run'\"></svg>x",
            "<iframe srcdoc=\"<script>parent.document.title = 'run'</script>\"></iframe>x",
            "[x](javascript:document.title='run')",
            "![x](http://127.0.0.1:9/spy.png)",
            "<style>body { display: none }</style>x",
            "<div style=\"position: fixed; inset: 0; background: url(http://127.0.0.1:9/spy)\">x</div>",
            "<form action=\"http://127.0.0.1:9/\"><input name=password>x</form>",
            "<a href=\"data:text/html,<script>1</script>\">x</a>",
            "$\\href{javascript:document.title='run'}{x}$ x",
            "$\\includegraphics{http://127.0.0.1:9/spy.png}$ x",
            "$\\def\\a{\\a\\a}\\a$ x",
            "$$\\htmlStyle{position: fixed}{x}$$ x",
            "<base href=\"http://127.0.0.1:9/\">x",
            "<meta http-equiv=refresh content=\"0; url=http://127.0.0.1:9/\">x",
            "\u202Etxet desrever\u202C x");

    @Test
    void isAccessibleBeforeAnythingIsAsked() {
        open(LAPTOP).assertAccessible("empty");
    }

    @Test
    void isAccessibleOnAPhoneInTheDark() {
        provider().when(word, says("The slope is $\\frac{y_2 - y_1}{x_2 - x_1}$.\n\n| x | y |\n|---|---|\n| 1 | 2 |"));
        open(phone()).assertAccessible("empty-phone-dark");

        open.ask("What is a slope? " + word);

        assertThat(open.answer().locator("math").first()).isAttached();
        open.assertAccessible("finished-phone-dark");
    }

    @Test
    void showsAnAnswerWhileItIsWritten() {
        provider().when(word, writes(100, Duration.ofMillis(100)));
        open(LAPTOP).ask("What is a slope? " + word);

        assertThat(open.answer()).containsText("word2");
        assertThat(open.button("Stop")).isVisible();
        assertThat(open.answer()).not().containsText("word99");
        open.assertAccessible("streaming");

        assertThat(open.answer()).containsText("word99");
        assertThat(open.button("Stop")).not().isVisible();
    }

    @Test
    void saysWhereAnAnswerComesFromAndAnnouncesItOnce() {
        provider().when(word, says("A slope is **rise over run**."));
        open(LAPTOP).page().evaluate("""
                        () => {
                          window.said = [];
                          new MutationObserver(() => window.said.push(document.getElementById('announcements').textContent))
                            .observe(document.getElementById('announcements'), { childList: true });
                        }""");
        open.ask("What is a slope? " + word);

        assertThat(open.answer().locator("strong")).hasText("rise over run");
        assertThat(open.answer()).containsText("Written by an AI (openai, stand-in-1). Check important steps.");
        assertThat(open.page().locator("#announcements")).hasText("SAT Buddy has answered.");
        Assertions.assertThat(open.page().evaluate("window.said"))
                .isEqualTo(List.of("Sent. SAT Buddy is working on an answer.", "SAT Buddy has answered."));
        assertThat(open.message()).hasValue("");
        assertThat(open.message()).isFocused();
        open.assertAccessible("finished");
    }

    @Test
    void pollsWhenStreamsAreCutOff() {
        provider().when(word, says("Polled.").withFixedDelay(1500));
        open(LAPTOP).page().route("**/events", route -> route.abort());
        open.ask("What is a slope? " + word);

        assertThat(open.answer()).containsText("Polled.");
        open.forget("ERR_FAILED");
    }

    @Test
    void pollsWhenStreamsAreHeldBack() {
        provider().when(word, says("Polled."));
        open(LAPTOP).page().route("**/events", route -> {});
        open.ask("What is a slope? " + word);

        assertThat(open.answer()).containsText("Polled.");
    }

    /** The page streams only one answer and polls the other, because browsers allow six connections per host. */
    @Test
    void answersTwoQuestionsAtOnceEachInItsPlace() {
        String other = "x" + word.substring(1);
        provider().when(word, writes(400, Duration.ofMillis(25)));
        provider().when(other, writes(100, Duration.ofMillis(50)));
        var streams = new AtomicInteger();
        open(LAPTOP).page().onRequest(request -> streams.addAndGet(request.url().endsWith("/events") ? 1 : 0));
        open.ask("The first? " + word);
        assertThat(open.answer()).containsText("word1");

        open.ask("The second? " + other);

        Locator answers = open.page().locator(".turn.tutor");
        assertThat(answers.nth(1)).containsText("word50");
        assertThat(answers.nth(0)).not().containsText("word399");
        // The first answer grows above, but the page does not scroll to it.
        assertThat(answers.nth(1)).isInViewport();
        Assertions.assertThat(streams.get()).isEqualTo(1);
        assertThat(answers.nth(1).locator(".source")).isVisible();
        assertThat(answers.nth(0).locator(".source")).isVisible();
        assertThat(answers).hasCount(2);
    }

    @Test
    void continuesAfterAReload() {
        provider().when(word, provider().held(word, says("Here it is after all.")));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.button("Stop")).isVisible();

        open.page().reload();

        assertThat(open.page().locator(".turn.student")).containsText(word);
        provider().release(word);
        assertThat(open.answer()).containsText("Here it is after all.");
        open.page().reload();
        assertThat(open.answer()).containsText("Here it is after all.");
    }

    @Test
    void keepsTheWrittenTextWhenItIsStopped() {
        provider().when(word, writes(100, Duration.ofMillis(100)));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("word3");

        open.button("Stop").click();

        assertThat(open.answer()).containsText("You stopped this.");
        assertThat(open.answer()).containsText("word3");
        open.assertAccessible("stopped");

        open.page().reload();
        assertThat(open.answer()).containsText("You stopped this.");
        assertThat(open.page().locator("#announcements")).hasText("");

        provider().when(word, says("From the beginning."));
        open.button("Ask again").click();

        assertThat(open.answer()).containsText("From the beginning.");
    }

    /** The text keeps growing until the server confirms the stop. */
    @Test
    void saysThatItIsStoppingUntilItHasStopped() {
        provider().when(word, writes(400, Duration.ofMillis(50)));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("word3");
        var sent = new ArrayList<Route>();
        open.page().route("**/ai/task/*/", route -> {
            if (route.request().method().equals("DELETE")) {
                sent.add(route);
            } else {
                route.resume();
            }
        });

        open.button("Stop").click();

        assertThat(open.answer()).containsText("word60");
        assertThat(open.answer().locator(".stage")).hasText("Stopping…");
        sent.get(0).fulfill(new Route.FulfillOptions().setStatus(503));
        assertThat(open.button("Stop")).not().hasAttribute("aria-disabled", "true");
        String refused = open.answer().locator(".stage").textContent();
        assertThat(open.page().locator("#announcements")).hasText(refused);
        assertThat(open.answer()).containsText("word90");
        assertThat(open.answer().locator(".stage")).hasText(refused);

        open.button("Stop").click();
        open.page().waitForCondition(() -> sent.size() > 1);
        sent.get(1).resume();
        assertThat(open.answer()).containsText("You stopped this.");
        open.forget("503");
    }

    @Test
    void waitsForAProviderThatIsBusy() {
        provider().whenFirst(word, limited(3), says("At last."));
        open(LAPTOP).ask("What is a slope? " + word);

        assertThat(open.answer()).containsText("The tutor is busy. Trying again at");
        assertThat(open.answer()).containsText("At last.");
    }

    @Test
    void waitsForAProviderThatIsDown() {
        provider().when(word, says("Back again."));
        open(LAPTOP);
        provider().goDown();
        try {
            open.ask("What is a slope? " + word);
            assertThat(open.answer()).containsText("The tutor is busy. Trying again at");
            open.assertAccessible("waiting");
        } finally {
            provider().comeBack();
        }

        assertThat(open.answer()).containsText("Back again.");
    }

    @Test
    void continuesAfterTheServerWasKilledAndRestarted() {
        provider().when(word, writes(100, Duration.ofMillis(40)));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("word3");

        server().kill9();
        assertThat(open.answer()).containsText("Still trying…");
        server().restart();

        assertThat(open.answer())
                .containsText("word99", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(open.answer().getByText("word0 word1 word2")).hasCount(1);
        open.forget("net::ERR");
    }

    @Test
    void saysThatAQuestionCannotBeAnsweredAndAskingAgainDoesNotHelp() {
        provider().when(word, fails(401, "invalid_api_key"));
        open(LAPTOP).ask("What is a slope? " + word);

        assertThat(open.answer().locator(".failure")).isVisible();
        assertThat(open.button("Ask again")).hasCount(0);
        assertThat(open.page().locator("body")).not().containsText("secret detail");
        open.assertAccessible("failed");
    }

    @Test
    void sendsAPicture() {
        provider().when(word, says("A white square."));
        open(LAPTOP)
                .page()
                .locator("#image")
                .setInputFiles(new FilePayload("square.png", "image/png", Student.picture()));
        assertThat(open.page().locator("#attachments")).containsText("Ready");

        open.ask("What is this? " + word);

        assertThat(open.answer()).containsText("A white square.");
        assertThat(open.page().getByAltText("Picture that you sent")).isVisible();
        open.assertAccessible("picture");
    }

    @Test
    void acceptsPastedOrDroppedPictures() {
        provider().when(word, says("Two white squares."));
        open(LAPTOP);
        for (String way : List.of("paste", "drop")) {
            open.page().evaluate("""
                            ([way, base64]) => {
                              const transfer = new DataTransfer();
                              const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
                              transfer.items.add(new File([bytes], `${way}.png`, { type: 'image/png' }));
                              transfer.setData('text/plain', `/home/mia/${way}.png`);
                              const all = { bubbles: true, cancelable: true };
                              document.getElementById('message').dispatchEvent(way === 'paste'
                                ? new ClipboardEvent(way, { ...all, clipboardData: transfer })
                                : new DragEvent(way, { ...all, dataTransfer: transfer }));
                            }""", List.of(way, Base64.getEncoder().encodeToString(Student.picture())));
        }
        assertThat(open.page().locator("#attachments .state")).hasText(new String[] {"Ready", "Ready"});

        open.ask("What are these? " + word);

        assertThat(open.answer()).containsText("Two white squares.");
        assertThat(open.page().locator("img.sent")).hasCount(2);
    }

    /** A touch keyboard has no Shift and Enter. */
    @Test
    void beginsALineOnATouchKeyboardUnlessChosenOtherwise() {
        provider().when(word, says("Rise over run."));
        open(phone()).message().fill("One " + word);
        open.message().press("Enter");
        assertThat(open.message()).hasValue("One " + word + "\n");
        open.message().press("Control+Enter");
        assertThat(open.page().locator(".turn.student")).hasCount(1);

        open.page().evaluate("document.getElementById('enter-sends').click()");
        open.page().reload();
        open.message().fill("Two " + word);
        open.message().press("Enter");
        assertThat(open.answer()).containsText("Rise over run.");
    }

    /** Before a call is paid whose answer nobody can read. */
    @Test
    void asksForCookies() {
        open(LAPTOP).page().evaluate("Object.defineProperty(navigator, 'cookieEnabled', { value: false })");
        open.ask("What is a slope?");
        assertThat(open.page().locator("#composer-error")).containsText("Please allow cookies");
        assertThat(open.page().locator(".turn.student")).hasCount(0);
    }

    /** A photo of a good camera has more than 5 MB. */
    @Test
    void shrinksALargePicture() throws IOException {
        open(LAPTOP).page().locator("#image").setInputFiles(new FilePayload("noise.png", "image/png", noise(1500)));
        assertThat(open.page().locator("#attachments .state")).hasText("Ready");
    }

    private static byte[] noise(int width) throws IOException {
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        image.setRGB(
                0, 0, width, width, new Random(1).ints((long) width * width).toArray(), 0, width);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Assertions.assertThat(bytes.size()).isGreaterThan(6_000_000);
        return bytes.toByteArray();
    }

    /** A whole class uploads at the same moment. */
    @Test
    void uploadsEightPicturesToABusyServer() {
        var refused = new AtomicInteger();
        open(LAPTOP).page().route("**/ai/upload-image/", route -> {
            if (refused.getAndIncrement() < 4) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "1"))
                        .setContentType("application/problem+json")
                        .setBody("{\"success\":false,\"error\":\"Busy.\",\"code\":\"busy\"}"));
            } else {
                route.resume();
            }
        });
        open.page()
                .locator("#image")
                .setInputFiles(IntStream.range(0, 8)
                        .mapToObj(i -> new FilePayload(i + ".png", "image/png", Student.picture()))
                        .toArray(FilePayload[]::new));
        assertThat(open.page().locator("#attachments .state"))
                .hasText(Collections.nCopies(8, "Ready").toArray(String[]::new));
        open.forget("503");
    }

    @Test
    void copiesAndRatesAnAnswer() {
        provider().when(word, says("Rise over **run**."));
        open(new NewContextOptions()
                        .setViewportSize(1100, 800)
                        .setPermissions(List.of("clipboard-read", "clipboard-write")))
                .ask("What is a slope? " + word);

        open.button("Copy").click();
        assertThat(open.page().locator("#announcements")).hasText("Copied.");
        Assertions.assertThat(open.page().evaluate("navigator.clipboard.readText()"))
                .isEqualTo("Rise over **run**.");

        open.button("Helpful").click();
        assertThat(open.button("Helpful")).hasAttribute("aria-pressed", "true");
        open.page().reload();
        assertThat(open.button("Helpful")).hasAttribute("aria-pressed", "true");
        open.button("Not helpful").click();
        assertThat(open.button("Helpful")).hasAttribute("aria-pressed", "false");
        assertThat(open.button("Not helpful")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void restoresAMessageAfterTheTypedText() {
        provider().when(word, says("Rise over run."));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("Rise over run.");
        open.message().fill("And now:");

        open.button("Edit and ask again").click();

        assertThat(open.message()).hasValue("And now:\nWhat is a slope? " + word);
        assertThat(open.message()).isFocused();
    }

    @Test
    void refusesAFileThatIsNotAPicture() {
        open(LAPTOP)
                .page()
                .locator("#image")
                .setInputFiles(new FilePayload("notes.txt", "text/plain", "Notes".getBytes()));

        assertThat(open.page().locator("#attachments")).containsText("cannot show this file as a picture");
        open.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove notes.txt"))
                .click();
        assertThat(open.page().locator("#attachments li")).hasCount(0);
    }

    @Test
    void deletesEverything() {
        provider().when(word, says("To be forgotten."));
        open(LAPTOP).ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("To be forgotten.");

        open.button("Forget all").click();
        open.assertAccessible("forget-dialog");
        open.button("Forget everything").click();

        assertThat(open.page().locator("#welcome")).isVisible();
        open.page().reload();
        assertThat(open.page().locator("#welcome")).isVisible();
        assertThat(open.page().locator(".turn")).hasCount(0);
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() {
        provider().when(word, says("By keyboard."));
        open(LAPTOP);
        Page page = open.page();

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(open.message()).isFocused();
        page.keyboard().type("What is a slope?");
        page.keyboard().press("Shift+Enter");
        page.keyboard().type(word);
        page.keyboard().press("Enter");

        assertThat(open.answer()).containsText("By keyboard.");
    }

    @Test
    void keepsTheMessageWhenTheServerIsAway() {
        open(LAPTOP).page().route("**/ai/chat/message/", route -> route.abort());
        open.ask("What is a slope? " + word);

        assertThat(open.page().locator("#composer-error"))
                .containsText("The server cannot be reached. Please check your connection and try again.");
        assertThat(open.message()).hasValue("What is a slope? " + word);
        open.forget("ERR_FAILED");
    }

    /** Nothing in an answer runs, sends a request, or covers other parts of the page. */
    @Test
    void letsNothingInAnAnswerRunOrSendRequests() {
        open(LAPTOP);
        for (int i = 0; i < HOSTILE.size(); i++) {
            provider().when(word + "-" + i + "!", says(HOSTILE.get(i)));
            open.ask("What is a slope? " + word + "-" + i + "!");
            assertThat(open.page().locator(".turn.tutor .source")).hasCount(i + 1);
        }

        assertThat(open.page()).hasTitle("SAT Buddy");
        assertThat(open.button("Send")).isVisible();
        assertThat(open.page()
                        .locator(".turn.tutor")
                        .locator("script, iframe, form, style, base, meta, img, object, [href]:not([href^='http'])"))
                .hasCount(0);
    }

    @Test
    void showsATableOfFortyColumnsWithinItsOwnWidth() {
        String row = "| wide ".repeat(40) + "|\n";
        provider().when(word, says(row + "|---".repeat(40) + "|\n" + row.repeat(8)));
        open(phone()).ask("What is a slope? " + word);

        assertThat(open.answer().locator("table")).isVisible();
        open.assertAccessible("wide-table");
    }

    @Test
    void saysWhatIsMissingWithoutScripts() {
        try (var context = chromium().browser().newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            page.navigate(baseUrl() + "/ai/chat/");
            assertThat(page.locator(".notice").first()).containsText("SAT Buddy needs JavaScript");
        }
    }

    @Test
    void reportsALostNetworkAndContinues() {
        provider().when(word, provider().held(word, says("Worth the wait.")));
        // Without streams the page polls. Going offline does not cut an open connection.
        open(LAPTOP).page().route("**/events", route -> route.abort());
        open.ask("What is a slope? " + word);
        assertThat(open.answer()).containsText("Writing an answer…");

        open.page().context().setOffline(true);
        assertThat(open.answer()).containsText("Still trying…");
        open.page().context().setOffline(false);
        provider().release(word);

        assertThat(open.answer()).containsText("Worth the wait.");
        open.forget("ERR_INTERNET_DISCONNECTED");
        open.forget("ERR_FAILED");
    }
}
