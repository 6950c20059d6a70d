package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Races: the student does something else before the server answers, or in another tab. */
class RaceIT extends BrowserFixture {

    private final List<Route> held = new ArrayList<>();

    private Locator turns() {
        return open.page().locator(".turn");
    }

    /** Holds back the first request with this method and path until {@link #letGo}. */
    private void hold(String method, String path) {
        var first = new AtomicBoolean(true);
        open.page().route("**" + path, route -> {
            if (route.request().method().equals(method) && first.getAndSet(false)) {
                held.add(route);
            } else {
                route.resume();
            }
        });
    }

    private void awaitHeldRequest() {
        open.page().waitForCondition(() -> !held.isEmpty());
    }

    private void letGo() {
        held.remove(0).resume();
    }

    @Test
    void keepsAMessageInTheConversationThatItWasSentIn() {
        open(LAPTOP);
        hold("POST", "/ai/chat/message/");
        provider().when("Slopes " + word, says("Rise over run."));
        open.ask("Slopes " + word);
        awaitHeldRequest();

        open.button("New chat").click();
        letGo();

        assertThat(listed()).hasCount(1);
        assertThat(turns()).hasCount(0);
        converse("Commas " + word, "Before a conjunction.");
        assertThat(listed()).hasCount(2);
        assertThat(turns()).hasCount(2);
        listed().filter(new Locator.FilterOptions().setHasText("Slopes")).click();
        assertThat(open.answer()).containsText("Rise over run.");
        assertThat(turns()).hasCount(2);
    }

    @Test
    void startsOneConversationForTwoSimultaneousQuestions() {
        provider().when(word, says("Fine."));
        open(LAPTOP);
        hold("POST", "/ai/chat/message/");
        open.ask("Slopes " + word);
        awaitHeldRequest();
        open.button("Practice").click();
        open.page().getByLabel("Or a topic in your own words").fill("Lines " + word);
        open.button("Get a question").click();

        letGo();

        assertThat(turns()).hasCount(4);
        assertThat(listed()).hasCount(1);
    }

    @Test
    void showsOnlyTheLastOpenedConversation() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        open.button("New chat").click();
        converse("Commas " + word, "Before a conjunction.");
        hold("GET", "/ai/chat/history/*");

        listed().filter(new Locator.FilterOptions().setHasText("Slopes")).click();
        awaitHeldRequest();
        listed().filter(new Locator.FilterOptions().setHasText("Commas")).click();
        assertThat(open.answer()).containsText("Before a conjunction.");
        letGo();

        converse("Semicolons " + word, "Between clauses.");
        assertThat(turns()).hasCount(4);
        assertThat(turns().first()).containsText("Commas");
    }

    /** The list that was requested first is older, and arrives last. */
    @Test
    void keepsTheNewerOfTwoLists() {
        open(LAPTOP);
        assertThat(open.page().locator("#found")).hasText("No conversations yet.");
        hold("GET", "/ai/conversations/");
        open.button("New chat").click();
        awaitHeldRequest();
        converse("Slopes " + word, "Rise over run.");
        assertThat(listed()).hasCount(1);

        open.page()
                .waitForResponse(
                        "**/ai/conversations/",
                        () -> held.remove(0)
                                .fulfill(new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody("{\"success\": true, \"conversations\": []}")));

        assertThat(listed()).hasCount(1);
        assertThat(open.button("Rename")).isVisible();
    }

    @Test
    void reportsAnExpiredConversationAndKeepsTheTypedText() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        String id = listed().getAttribute("value");
        open.page().request().delete("/ai/conversations/" + id, RequestOptions.create());

        open.ask("And intercepts? " + word);

        assertThat(open.page().locator("#composer-error")).containsText("This conversation is not kept any more.");
        assertThat(open.message()).hasValue("And intercepts? " + word);
        assertThat(turns()).hasCount(0);
        provider().when(word, says("Where it meets the axis."));
        open.message().press("Enter");
        assertThat(open.answer()).containsText("Where it meets the axis.");
        open.forget("404");
    }

    @Test
    void leavesAConversationThatAnotherTabDeletes() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        try (Page other = anotherTabOfTheConversation()) {
            other.locator("#delete").click();
            other.locator("#delete-dialog .danger").click();
            assertThat(turns()).hasCount(0);
            assertThat(open.page().locator("#welcome")).isVisible();

            converse("Commas " + word, "Before a conjunction.");
            other.locator("#forget").click();
            other.locator("#forget-dialog .danger").click();
            assertThat(turns()).hasCount(0);
            assertThat(listed()).hasCount(0);
        }
    }

    /** The conversation has one question. */
    private Page anotherTabOfTheConversation() {
        Page other = open.page().context().newPage();
        other.navigate("/ai/chat/");
        other.locator("#conversations button").click();
        assertThat(other.locator(".turn")).hasCount(2);
        return other;
    }

    @Test
    void showsInEachTabWhatIsAskedInAnother() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        try (Page other = anotherTabOfTheConversation()) {

            converse("Intercepts " + word, "Where it meets the axis.");

            assertThat(turns()).hasCount(4);
            assertThat(other.locator(".turn")).hasCount(4);
            assertThat(other.locator(".turn").last()).containsText("Where it meets the axis.");
        }
    }

    @Test
    void movesTheFocusAndAnnouncesWhatWasDone() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        open.button("Rename").click();
        open.button("Save").click();
        assertThat(open.page().locator("#announcements")).hasText("Renamed.");
        assertThat(open.button("Rename")).isFocused();

        open.button("Delete").click();
        open.button("Delete it").click();

        assertThat(open.page().locator("#announcements")).hasText("The conversation is deleted.");
        assertThat(open.message()).isFocused();
    }

    @Test
    void keepsTheFocusInTheList() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        listed().focus();
        open.page().evaluate("document.querySelector('#conversations button').dataset.old = 'yes'");

        open.page()
                .waitForResponse(
                        "**/ai/conversations/",
                        () -> open.page()
                                .evaluate("document.getElementById('message').value = 'More ' + '" + word
                                        + "'; document.getElementById('composer').requestSubmit()"));

        assertThat(open.page().locator("#conversations button[data-old]")).hasCount(0);
        assertThat(listed()).isFocused();
    }

    @Test
    void doesNotReturnToARunningAnswerAfterANewChatBegins() {
        provider().when(word, provider().held(word, says("Late.")));
        open(LAPTOP).ask("Slopes " + word);
        assertThat(open.answer()).containsText("Writing an answer…");
        try (Page other = open.page().context().newPage()) {
            var route = new ArrayList<Route>();
            other.route("**/ai/conversations/", it -> {
                if (route.isEmpty()) {
                    route.add(it);
                } else {
                    it.resume();
                }
            });
            other.navigate("/ai/chat/");
            other.waitForCondition(() -> !route.isEmpty());
            other.locator("#new-chat").click();

            route.get(0).resume();

            assertThat(other.locator("#conversations button")).hasCount(1);
            assertThat(other.locator(".turn")).hasCount(0);
        }
        provider().release(word);
        assertThat(open.answer()).containsText("Late.");
    }

    @Test
    void keepsTheRenameDialogOpenWhileItIsBusy() {
        open(LAPTOP);
        converse("Slopes " + word, "Rise over run.");
        hold("PATCH", "/ai/conversations/*");
        open.button("Rename").click();
        open.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("Lines");
        open.button("Save").click();
        awaitHeldRequest();

        open.page().keyboard().press("Escape");
        assertThat(open.button("Save")).isVisible();
        assertThat(open.button("Save")).hasAttribute("aria-disabled", "true");
        letGo();

        assertThat(listed()).hasText("Lines");
        assertThat(open.page().locator("#rename-dialog")).isHidden();
        Assertions.assertThat(held).isEmpty();
    }
}
