package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.says;
import static org.satbuddy.it.FakeProvider.writes;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Several conversations, and everything that can be done with them, in a real browser. */
class ConversationsIT extends BrowserFixture {

    private static final Page.GetByLabelOptions EXACT = new Page.GetByLabelOptions().setExact(true);

    /** The most bytes that the page may transfer up to its first answer, libraries included. */
    private static final int LIGHT = 250_000;

    private Locator heading(String name) {
        return open.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void switchesBetweenConversations() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        open.button("New chat").click();
        assertThat(open.page().locator("#welcome")).isVisible();
        assertThat(open.page().locator(".turn")).hasCount(0);
        converse("Commas " + word, "Before a conjunction.");
        assertThat(listed()).hasCount(2);
        assertThat(listed().first()).hasAttribute("aria-current", "true");
        assertThat(listed().first()).containsText("Commas");

        listed().last().click();

        assertThat(open.answer()).containsText("Rise over run.");
        assertThat(open.page().locator(".turn")).hasCount(2);
        assertThat(open.message()).isFocused();
        assertThat(listed().last()).hasAttribute("aria-current", "true");
        open.assertAccessible("conversations");
        open.page().reload();
        assertThat(open.answer()).containsText("Rise over run.");
        Assertions.assertThat(provider().bodies("Commas " + word))
                .allSatisfy(body -> Assertions.assertThat(body).doesNotContain("Rise over run."));
    }

    /** A student who closes the tab finds the answer later, in the right conversation. */
    @Test
    void showsARunningAnswerInANewTab() {
        provider().when(word, provider().held(word, says("Worth coming back for.")));
        open(LAPTOP).ask("Slopes " + word);
        assertThat(open.answer()).containsText("Writing an answer…");

        try (Page other = open.page().context().newPage()) {
            open.page().close();
            other.navigate("/ai/chat/");

            assertThat(other.locator(".turn.student")).containsText(word);
            provider().release(word);
            assertThat(other.locator(".turn.tutor")).containsText("Worth coming back for.");
        }
    }

    /** The second device needs the cookie only, nothing else that the first browser has stored. */
    @Test
    void continuesOnASecondDevice() {
        provider().when(word, provider().held(word, says("Worth a second look.")));
        open(LAPTOP);

        try (var device = chromium().browser().newContext(phone().setBaseURL(baseUrl()))) {
            device.addCookies(open.page().context().cookies());
            open.ask("Slopes " + word);
            assertThat(open.answer()).containsText("Writing an answer…");
            Page page = device.newPage();
            page.navigate("/ai/chat/");

            assertThat(page.locator(".turn.student")).containsText(word);
            provider().release(word);
            assertThat(page.locator(".turn.tutor")).containsText("Worth a second look.");
        }
        assertThat(open.answer()).containsText("Worth a second look.");
    }

    @Test
    void doesNotShowAnAnswerOfAnotherConversation() {
        provider().when(word + "slow", writes(60, Duration.ofMillis(100)));
        open(LAPTOP).ask("Slopes " + word + "slow");
        assertThat(open.answer()).containsText("word1");

        open.button("New chat").click();
        converse("Commas " + word, "Before a conjunction.");
        assertThat(open.page().locator(".turn.tutor")).hasCount(1);
        listed().filter(new Locator.FilterOptions().setHasText("Slopes")).click();

        assertThat(open.answer()).containsText("word59");
        assertThat(open.answer()).containsText("word0");
    }

    @Test
    void renamesAndDeletesAConversation() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");

        open.button("Rename").click();
        assertThat(open.page().getByLabel("Name", EXACT)).hasValue("Slopes " + word);
        open.page().getByLabel("Name", EXACT).fill("All about slopes");
        open.assertAccessible("rename-dialog");
        open.button("Save").click();
        assertThat(listed()).hasText("All about slopes");

        open.button("Delete").click();
        open.assertAccessible("delete-dialog");
        open.button("Delete it").click();
        assertThat(listed()).hasCount(0);
        assertThat(open.page().locator("#welcome")).isVisible();
        assertThat(open.page().locator(".turn")).hasCount(0);
        assertThat(heading("This conversation")).isHidden();
    }

    @Test
    void findsConversationsByTheirText() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run, said the **pelican** to the fish.");
        open.button("New chat").click();
        converse("Commas " + word, "Before a conjunction.");

        open.page().getByLabel("Search in them").fill("PELICAN");

        assertThat(listed()).hasCount(1);
        assertThat(listed()).containsText("said the **pelican** to the fish");
        assertThat(open.page().locator("#found")).hasText("1 conversation found.");
        open.page().getByLabel("Search in them").fill("commas");
        assertThat(listed()).hasCount(1);
        assertThat(listed()).containsText("Commas");
        open.page().getByLabel("Search in them").fill("nowhere");
        assertThat(open.page().locator("#found")).hasText("0 conversations found.");
        open.page().getByLabel("Search in them").fill("");
        assertThat(listed()).hasCount(2);
    }

    @Test
    void exportsAConversationAsMarkdown() throws IOException {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over **run**: \\(m = 2\\).");

        var file = open.page().waitForDownload(() -> open.button("Export").click());

        Assertions.assertThat(file.suggestedFilename()).isEqualTo("Slopes-" + word + ".md");
        Assertions.assertThat(Files.readString(file.path()))
                .startsWith("# Slopes " + word + "\n\nSaved from SAT Buddy on ")
                .containsSubsequence(
                        "## You\n\nSlopes " + word,
                        "## SAT Buddy\n\nRise over **run**: \\(m = 2\\).",
                        "*Written by an AI (openai, stand-in-1). Check important steps.*\n");
    }

    @Test
    void printsTheConversationWithoutControls() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");

        open.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(open.answer()).isVisible();
        assertThat(open.page().locator("button:visible, textarea:visible, select:visible"))
                .hasCount(0);
        Assertions.assertThat(open.page().pdf()).startsWith("%PDF".getBytes());
    }

    @Test
    void saysHowLongItIsKept() {
        open(LAPTOP);
        assertThat(open.page().locator("#retention"))
                .hasText("Every conversation is deleted 60 minutes after its last message.");
        converse("Slopes " + word, "Rise over run.");

        assertThat(open.page().locator("#kept")).containsText("This conversation is kept until ");
    }

    @Test
    void opensTheListAsADrawerOnAPhone() {
        open(phone());
        converse("Slopes " + word, "Rise over run.");
        assertThat(listed()).isHidden();

        open.button("Conversations and settings").click();

        assertThat(listed()).isVisible();
        assertThat(open.button("Close")).isFocused();
        open.assertAccessible("drawer-phone-dark");
        open.page().keyboard().press("Escape");
        assertThat(listed()).isHidden();
        assertThat(open.button("Conversations and settings")).isFocused();
        open.button("New chat").click();
        open.button("Conversations and settings").click();
        listed().click();
        assertThat(listed()).isHidden();
        assertThat(open.answer()).containsText("Rise over run.");
    }

    @Test
    void handlesShortcutsUnlessTheyAreSwitchedOff() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        Page page = open.page();
        open.message().press("n");
        assertThat(open.message()).hasValue("n");
        open.message().fill("");
        open.message().blur();

        page.keyboard().press("?");
        assertThat(heading("Keyboard shortcuts")).isVisible();
        open.assertAccessible("shortcuts-dialog");
        page.keyboard().press("Escape");
        assertThat(heading("Keyboard shortcuts")).isHidden();
        page.keyboard().press("s");
        assertThat(page.getByLabel("Search in them")).isFocused();
        page.getByLabel("Search in them").blur();
        page.keyboard().press("p");
        assertThat(heading("Practice question")).isVisible();
        page.keyboard().press("Escape");
        assertThat(heading("Practice question")).isHidden();
        page.keyboard().press("/");
        assertThat(open.message()).isFocused();
        open.message().blur();

        page.keyboard().press("?");
        page.getByLabel("Use these shortcuts").uncheck();
        open.button("Done").click();
        page.reload();
        assertThat(open.answer()).containsText("Rise over run.");
        page.keyboard().press("n");
        page.keyboard().press("?");
        assertThat(heading("Keyboard shortcuts")).isHidden();
        assertThat(open.answer()).containsText("Rise over run.");

        open.button("Keyboard shortcuts").click();
        page.getByLabel("Use these shortcuts").check();
        open.button("Done").click();
        page.locator("main").focus();
        page.keyboard().press("n");
        assertThat(page.locator(".turn")).hasCount(0);
    }

    @Test
    void givesHintsAndTheSolutionOnRequest() {
        provider().when(word, says("What is the rise?"));
        provider().when("Please give me the next hint.", says("And the run?"));
        provider().when("Please show me the whole solution now.", says("It is 2."));
        open(LAPTOP).page().getByLabel("Hint first").check();
        open.ask("Slopes " + word);
        assertThat(open.answer()).containsText("What is the rise?");
        open.assertAccessible("hint");

        open.button("Next hint").click();
        assertThat(open.answer()).containsText("And the run?");
        open.page().reload();
        open.button("Show the answer").last().click();
        assertThat(open.answer()).containsText("It is 2.");
        assertThat(open.answer().getByText("Next hint")).hasCount(0);

        Assertions.assertThat(provider().bodies("Slopes " + word))
                .hasSize(3)
                .satisfiesExactly(
                        first -> Assertions.assertThat(first).contains("Hints first"),
                        second -> Assertions.assertThat(second)
                                .contains("Hints first", "What is the rise?", "Please give me the next hint."),
                        third -> Assertions.assertThat(third)
                                .doesNotContain("Hints first")
                                .contains("And the run?", "Please show me the whole solution now."));
    }

    @Test
    void restoresThePicturesOfAMessageToo() {
        provider().when(word, says("A white square."));
        open(LAPTOP)
                .page()
                .locator("#image")
                .setInputFiles(new FilePayload("square.png", "image/png", Student.picture()));
        assertThat(open.page().locator("#attachments .state")).hasText("Ready");
        open.ask("What is this? " + word);
        assertThat(open.answer()).containsText("A white square.");
        assertThat(open.page().locator("#attachments li")).hasCount(0);

        open.button("Edit and ask again").click();
        assertThat(open.page().locator("#attachments .state")).hasText("Ready");
        converse("And what colour? " + word, "White.");

        assertThat(open.page().locator("img.sent")).hasCount(2);
        Assertions.assertThat(provider().bodies("And what colour? " + word))
                .singleElement()
                .satisfies(body -> Assertions.assertThat(body).contains("data:image/"));
    }

    /** Neither the source of a formula nor half of it is visible at any moment. */
    @Test
    void showsNoFormulaBeforeItIsWhole() {
        var pieces = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            Collections.addAll(
                    pieces, "Take \\", "(x_", i + "^2 + ", "\\frac{1}", "{2}\\", ")", " and\n\n\\[ y", "^2 \\", "] ");
        }
        open(LAPTOP);
        // Until the libraries are loaded, the page shows a text as it was typed.
        converse("Lines " + word, "Rise over run.");
        provider().when(word, writes(pieces, Duration.ofMillis(40)));
        open.page().evaluate("""
                        () => {
                          window.seen = [];
                          const look = () => {
                            for (const part of document.querySelectorAll('.turn.tutor .rich')) {
                              const copy = part.cloneNode(true);
                              copy.querySelectorAll('.katex').forEach((it) => it.remove());
                              window.seen.push(copy.textContent);
                            }
                          };
                          new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
                        }""");
        open.ask("Slopes " + word);
        assertThat(open.page().locator(".turn.tutor .source"))
                .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(30_000));

        assertThat(open.answer().locator(".katex-display")).hasCount(12);
        @SuppressWarnings("unchecked")
        var seen = (List<String>) open.page().evaluate("window.seen");
        Assertions.assertThat(seen)
                .hasSizeGreaterThan(10)
                .allSatisfy(text -> Assertions.assertThat(text).doesNotContain("\\", "frac", "^", "_"));
    }

    @Test
    void transfersLittleAndFetchesLibrariesWhenAnAnswerIsAwaited() {
        var responses = Collections.synchronizedList(new ArrayList<Response>());
        provider().when(word, says("\\(x^2\\)"));
        open(LAPTOP).page().onResponse(responses::add);
        open.page().reload();
        assertThat(open.message()).isVisible();
        Assertions.assertThat(responses).extracting(Response::url).noneMatch(url -> url.contains("/dist/"));

        open.ask("Slopes " + word);
        assertThat(open.answer().locator(".katex")).isVisible();

        Assertions.assertThat(responses)
                .extracting(Response::url)
                .anyMatch(url -> url.contains("/webjars/katex/"))
                .anyMatch(url -> url.contains("/_static/dompurify/"));
        Assertions.assertThat(responses.stream().filter(it -> it.url().matches(".*/(assets|webjars|_static)/.*")))
                .isNotEmpty()
                .allSatisfy(response -> Assertions.assertThat(response.headers())
                        .containsEntry("cache-control", "public, max-age=31536000, immutable")
                        .containsKey("content-length"));
        Assertions.assertThat(responses.stream()
                        .mapToInt(it -> Integer.parseInt(it.headers().getOrDefault("content-length", "0")))
                        .sum())
                .isLessThan(LIGHT);
    }

    /** A slow upload shows its progress. */
    @Test
    void showsTheProgressOfAnUpload() {
        open(new NewContextOptions().setViewportSize(1100, 800)).page().evaluate("""
                        () => {
                          window.told = [];
                          new MutationObserver(() => window.told.push(...[...document.querySelectorAll('.attachment .state')]
                            .map((it) => it.textContent))).observe(document.getElementById('attachments'),
                              { childList: true, subtree: true, characterData: true });
                        }""");
        open.page().locator("#image").setInputFiles(new FilePayload("square.png", "image/png", Student.picture()));
        assertThat(open.page().locator("#attachments .state")).hasText("Ready");

        Assertions.assertThat(open.page().evaluate("window.told.join()").toString())
                .contains("Waiting…", "Uploading, 100 %", "Ready");
    }
}
