package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.question;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests practice in a real browser against the packaged server. */
class PracticeIT extends BrowserFixture {

    private static final String PASSAGE =
            "For decades, biologists assumed that the island's finches sang only to attract"
                    + " mates. Recent recordings suggest otherwise: the birds also sing when rivals approach a nest, and the songs"
                    + " used then are shorter, harsher and far less varied than those of courtship.";

    private static String algebra() {
        return question("If \\(2x = 6\\), what is \\(x\\)?").build().toString();
    }

    private static String reading() {
        return question("Which choice states the main idea of the text?")
                .add("passage", PASSAGE)
                .add(
                        "options",
                        Json.createObjectBuilder()
                                .add("A", "Finches sing only to attract mates.")
                                .add("B", "Finches seldom sing near a nest.")
                                .add("C", "Finches sing for more than one purpose.")
                                .add("D", "Recordings of finches are unreliable."))
                .add("explanation", "The recordings show a second purpose of the songs, so C states the main idea.")
                .build()
                .toString();
    }

    private static String typed() {
        return question("If \\(3x = 7\\), what is \\(x\\)?")
                .addNull("options")
                .add("correct_answer", "7/3")
                .add("answers", Json.createArrayBuilder().add("7/3").add("2.333"))
                .add("explanation", "Divide both sides by 3: \\(x = \\frac{7}{3}\\).")
                .add("type", "spr")
                .build()
                .toString();
    }

    /** Requests a question by the form, with the word of the test as its topic. */
    private Locator requestQuestion() {
        return requestQuestion("Linear equations " + word);
    }

    private Locator requestQuestion(String topic) {
        openForm().getByLabel("Topic").fill(topic);
        return submitForm();
    }

    private Page openForm() {
        open.button("Practice").click();
        return open.page();
    }

    private Locator submitForm() {
        int before = questions().count();
        open.button("Get a question").click();
        Locator question = questions().nth(before);
        question.waitFor();
        return question;
    }

    private Locator questions() {
        return open.page().locator("form.question");
    }

    private static void answer(Locator question, String letter) {
        question.locator("input[value=" + letter + "]").check();
        button(question, "Check answer").click();
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Waits until the page has prefetched the next question without showing it. */
    private void awaitPrefetched(Runnable action) {
        open.page()
                .waitForResponse(
                        response -> response.request().method().equals("GET")
                                && response.url().endsWith("/")
                                && response.url().contains("/ai/task/")
                                && response.text().contains("\"completed\""),
                        action);
    }

    /** Waits for this many calls of the provider while the browser goes on. */
    private void awaitCalls(int count) {
        open.page().waitForCondition(() -> provider().calls(word) == count);
    }

    private static boolean isQuestionRequest(Request request) {
        return request.method().equals("POST") && request.url().endsWith("/ai/generate-question/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "C"})
    void checksAnAnswer(String chosen) {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        Locator question = requestQuestion();

        button(question, "Check answer").click();
        assertThat(question.getByRole(AriaRole.ALERT)).hasText("Choose an answer first.");
        assertThat(question.getByRole(AriaRole.GROUP)).hasAccessibleDescription("Choose an answer first.");
        open.assertAccessible("practice-nothing-chosen");
        answer(question, chosen);

        assertThat(question.locator(".verdict"))
                .hasText(chosen.equals("C") ? "✓ Correct." : "✗ Not quite. The answer is C.");
        assertThat(question.locator(".verdict")).isFocused();
        assertThat(question).containsText("Divide both sides by 2");
        assertThat(button(question, "Why is mine wrong?")).hasCount(chosen.equals("C") ? 0 : 1);
        open.assertAccessible("practice-" + chosen);
    }

    @Test
    void explainsWhyAnAnswerIsWrongOnRequest() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        Locator question = requestQuestion();
        String of = "Why is B wrong?";
        // The page writes this message, so it does not contain the test's word.
        provider().when(of, says("Because 2 times 2 is 4."));
        answer(question, "B");

        button(question, "Why is mine wrong?").click();

        assertThat(open.page().locator(".turn.student").last()).containsText(of);
        assertThat(open.answer()).containsText("Because 2 times 2 is 4.");
        Assertions.assertThat(provider().bodies(of))
                .singleElement()
                .asString()
                .contains("2x = 6", "B) ", "x = 2", "Correct answer: C", "Your answer: B");
        open.assertAccessible("practice-why-wrong");
    }

    @Test
    void letsOptionsBeCrossedOutAndRestored() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        Locator question = requestQuestion();
        Locator crossing = button(question, "Cross out B");
        Locator option = question.locator("input[value=B]");
        option.check();

        crossing.click();

        assertThat(crossing).hasAttribute("aria-pressed", "true");
        assertThat(crossing).isFocused();
        assertThat(option).not().isChecked();
        assertThat(option).isDisabled();
        open.assertAccessible("practice-crossed-out");
        button(question, "Check answer").click();
        assertThat(question.getByRole(AriaRole.ALERT)).hasText("Choose an answer first.");

        crossing.click();
        assertThat(crossing).hasAttribute("aria-pressed", "false");
        answer(question, "B");
        assertThat(question.locator(".verdict")).containsText("Not quite.");
        assertThat(crossing).not().isVisible();
    }

    @Test
    void showsTheKeyUncrossedEvenIfItWasCrossedOut() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        Locator question = requestQuestion();
        button(question, "Cross out C").click();
        button(question, "Cross out D").click();

        answer(question, "B");

        assertThat(question.locator(".option.key")).hasCSS("text-decoration-line", "none");
        assertThat(question.locator(".option").last()).hasCSS("text-decoration-line", "line-through");
        open.assertAccessible("practice-key-crossed-out");
    }

    /** Forced colours replace the colours of the page. */
    @Test
    void showsWhatIsChosenWithoutColour() {
        provider().when(word, says(algebra()));
        open(LAPTOP).page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        Locator question = requestQuestion();
        button(question, "Cross out D").click();

        question.locator("input[value=B]").check();

        assertThat(question.locator(".option").nth(1)).hasCSS("border-top-style", "double");
        assertThat(question.locator(".option").first()).hasCSS("border-top-style", "solid");
        assertThat(button(question, "Cross out D")).hasCSS("border-top-style", "double");
        open.assertAccessible("practice-forced-colors");
    }

    @Test
    void checksATypedAnswerByTheRulesOfTheTest() {
        provider().when(word, says(typed()));
        open(LAPTOP);
        openForm()
                .getByLabel("Type", new Page.GetByLabelOptions().setExact(true))
                .selectOption("spr");
        open.page().getByLabel("Topic").fill("Linear equations " + word);
        Locator question = submitForm();
        Locator entry = question.getByLabel("Your answer");
        Locator alert = question.getByRole(AriaRole.ALERT);

        for (var refused : Map.of(
                        "", "Type your answer first.",
                        "two", "Use digits",
                        "2 1/3", "Use digits",
                        "2.3333", "At most 5 characters",
                        "7/0", "cannot have 0 below")
                .entrySet()) {
            entry.fill(refused.getKey());
            entry.press("Enter");
            assertThat(alert).containsText(refused.getValue());
            assertThat(entry).hasAccessibleDescription(Pattern.compile(refused.getValue()));
            assertThat(entry).hasAttribute("aria-invalid", "true");
        }
        assertThat(question.locator(".preview")).not().isVisible();
        entry.fill("14/6");
        assertThat(entry).hasAttribute("aria-invalid", "false");
        assertThat(question.locator(".preview")).containsText("Reads as");
        assertThat(question.locator(".preview .mfrac")).isVisible();
        open.assertAccessible("practice-typed");
        entry.press("Enter");

        assertThat(question.locator(".verdict")).containsText("Correct.");
        assertThat(entry).not().isEditable();
    }

    @Test
    void showsTheTimeIfSwitchedOn() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        openForm().getByLabel("Show a timer").check();
        open.page().getByLabel("Topic").fill("Linear equations " + word);
        Locator question = submitForm();
        Locator timer = question.getByRole(AriaRole.TIMER);

        assertThat(timer).hasText(Pattern.compile("00:0[2-9]"));
        open.assertAccessible("practice-timed");
        button(question, "Hide timer").click();
        assertThat(timer).not().isVisible();
        button(question, "Show timer").click();
        assertThat(timer).isVisible();
        answer(question, "C");

        assertThat(timer).hasCount(0);
        assertThat(question.locator(".verdict")).hasText(Pattern.compile("✓ Correct\\.Time: 00:(0[2-9]|[1-5]\\d)"));
    }

    @Test
    void countsTheTimeThatThePageIsVisible() {
        provider().when(word, says(algebra()));
        open(LAPTOP).page().clock().install();
        open.page().reload();
        openForm().getByLabel("Show a timer").check();
        open.page().getByLabel("Topic").fill("Linear equations " + word);
        submitForm();
        Locator timer = questions().getByRole(AriaRole.TIMER);
        assertThat(timer).hasText(Pattern.compile("00:\\d\\d"));

        setVisible(false);
        open.page().clock().fastForward(600_000);
        assertThat(timer).hasText(Pattern.compile("00:\\d\\d"));
        setVisible(true);
        open.page().clock().fastForward(120_000);
        assertThat(timer).hasText(Pattern.compile("02:\\d\\d"));

        open.page().reload();
        assertThat(timer).hasText(Pattern.compile("00:\\d\\d"));
        open.page().clock().fastForward(60_000);
        answer(questions().first(), "C");
        assertThat(questions().first().locator(".verdict")).containsText("Time: 01:");
    }

    private void setVisible(boolean visible) {
        open.page().evaluate("""
                        visible => {
                          Object.defineProperty(document, 'hidden', { configurable: true, value: !visible });
                          document.dispatchEvent(new Event('visibilitychange'));
                        }""", visible);
    }

    /** Another version of the page may have stored the choice. */
    @Test
    void ignoresAFieldThatNoLongerExists() {
        open(LAPTOP).page().evaluate("""
                        () => sessionStorage.setItem('satbuddy',
                          JSON.stringify({ chosen: { gone: '1', item: '2', topic: 'Circles' } }))""");
        open.page().reload();

        assertThat(openForm().getByLabel("Topic")).hasValue("Circles");
    }

    @Test
    void doesNotShowTheTimeOtherwise() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        Locator question = requestQuestion();

        assertThat(question.getByRole(AriaRole.TIMER)).hasCount(0);
        answer(question, "C");

        assertThat(question.locator(".verdict")).hasText("✓ Correct.");
    }

    /** The third reply differs, so a repeated request would show another question. */
    @Test
    void prefetchesTheNextQuestion() {
        provider()
                .whenFirst(
                        word,
                        says(algebra()),
                        says(question("If \\(2x = 6\\), the second, what is \\(x\\)?")
                                .build()
                                .toString()));
        var streams = new AtomicInteger();
        open(LAPTOP).page().onRequest(request -> streams.addAndGet(request.url().endsWith("/events") ? 1 : 0));
        awaitPrefetched(this::requestQuestion);
        assertThat(open.page().locator("#announcements")).hasText("The practice question is here.");
        Assertions.assertThat(provider().calls(word)).isEqualTo(2);
        provider()
                .when(
                        word,
                        says(question("If \\(2x = 6\\), the third, what is \\(x\\)?")
                                .build()
                                .toString()));
        answer(questions().first(), "C");

        button(questions().first(), "Next question").click();

        assertThat(questions().nth(1)).containsText("the second");
        assertThat(open.page().locator(".turn.tutor").nth(1).locator("h2")).isFocused();
        Assertions.assertThat(streams.get()).as("followed by a stream").isEqualTo(1);
        awaitCalls(3);
        assertThat(questions()).hasCount(2);
        open.assertAccessible("practice-next");
    }

    @Test
    void showsTheNextQuestionAsPendingWhileItIsWritten() {
        provider().whenFirst(word, says(algebra()), provider().held(word, says(algebra())));
        open(LAPTOP);
        requestQuestion();
        awaitCalls(2);
        answer(questions().first(), "C");

        button(questions().first(), "Next question").click();

        assertThat(open.answer()).containsText("Writing a question…");
        provider().release(word);
        assertThat(questions()).hasCount(2);
    }

    @Test
    void requestsAgainWhenThePrefetchFailed() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        var requests = new AtomicInteger();
        open.page().route("**/ai/generate-question/", route -> {
            if (requests.incrementAndGet() == 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(429).setBody("{}"));
            } else {
                route.resume();
            }
        });
        open.page().waitForResponse(response -> response.status() == 429, this::requestQuestion);
        assertThat(open.page().locator("#composer-error")).isEmpty();
        assertThat(open.page().locator("#announcements")).hasText("The practice question is here.");
        answer(questions().first(), "C");

        button(questions().first(), "Next question").click();

        assertThat(questions()).hasCount(2);
        open.forget("429");
    }

    @Test
    void dropsAPrefetchedQuestionForAnotherRequest() {
        String other = "x" + word.substring(1);
        provider().whenFirst(word, says(algebra()), says(algebra()).withFixedDelay(20_000));
        provider().when(other, says(algebra()));
        open(LAPTOP);
        requestQuestion();
        awaitCalls(2);

        open.page()
                .waitForRequest(
                        request -> request.method().equals("DELETE"), () -> requestQuestion("Circles " + other));

        assertThat(questions()).hasCount(2);
        open.page().reload();
        assertThat(questions()).hasCount(2);
        assertThat(open.page().locator(".turn.tutor")).hasCount(2);
    }

    @Test
    void dropsAPrefetchedQuestionForAnotherConversation() {
        provider().whenFirst(word, says(algebra()), says(algebra()).withFixedDelay(20_000));
        open(LAPTOP);
        requestQuestion();
        awaitCalls(2);

        open.page()
                .waitForRequest(
                        request -> request.method().equals("DELETE"),
                        () -> open.button("New chat").click());

        assertThat(open.page().locator(".turn")).hasCount(0);
    }

    @Test
    void keepsTheResultOfACheckedQuestion() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        openForm().getByLabel("Show a timer").check();
        open.page().getByLabel("Topic").fill("Linear equations " + word);
        submitForm();
        answer(questions().first(), "B");
        String verdict = questions().first().locator(".verdict").innerText();

        open.page().reload();

        Locator question = questions().first();
        assertThat(question.locator(".verdict")).containsText("Not quite. The answer is C.");
        Assertions.assertThat(question.locator(".verdict").innerText())
                .isEqualTo(verdict)
                .contains("Time: ");
        assertThat(question.locator("input[value=B]")).isChecked();
        assertThat(question.locator("input[value=B]")).isDisabled();
        assertThat(button(question, "Check answer")).hasCount(0);
        assertThat(button(question, "Why is mine wrong?")).isVisible();
        open.assertAccessible("practice-reloaded");
    }

    @Test
    void showsAPrefetchedQuestionOnlyOnRequestAlsoAfterAReload() {
        provider()
                .whenFirst(
                        word,
                        says(algebra()),
                        says(question("If \\(2x = 6\\), the second, what is \\(x\\)?")
                                .build()
                                .toString()));
        open(LAPTOP);
        awaitPrefetched(this::requestQuestion);
        awaitPrefetched(() -> open.page().reload());
        assertThat(questions()).hasCount(1);
        assertThat(questions().first()).not().containsText("the second");
        Assertions.assertThat(exported()).contains("2x = 6").doesNotContain("the second");
        provider().when(word, says(algebra()));
        answer(questions().first(), "C");

        String why = "y" + word.substring(1);
        provider().when(why, says("Because."));
        open.ask("Why " + why + "?");
        assertThat(open.answer()).containsText("Because.");
        button(questions().first(), "Next question").click();
        assertThat(open.answer()).containsText("the second");

        // The prefetched question stands after all turns that were there before it was shown.
        open.page().reload();
        assertThat(questions()).hasCount(2);
        assertThat(open.answer()).containsText("the second");
    }

    private String exported() {
        try (var file =
                open.page().waitForDownload(() -> open.button("Export").click()).createReadStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page is reloaded before the prefetch is answered, and then sends the request again under the same key. */
    @Test
    void resumesAPrefetchAfterAReload() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        var requests = new AtomicInteger();
        open.page().route("**/ai/generate-question/", route -> {
            if (requests.incrementAndGet() == 2) {
                route.fetch();
            } else {
                route.resume();
            }
        });
        requestQuestion();
        awaitCalls(2);

        open.page().reload();

        assertThat(questions()).hasCount(1);
        answer(questions().first(), "C");
        button(questions().first(), "Next question").click();
        assertThat(questions()).hasCount(2);
        awaitCalls(3);
        Assertions.assertThat(requests.get()).isEqualTo(4);
    }

    @Test
    void summarisesPracticeBySkill() {
        String other = "x" + word.substring(1);
        provider().when(word, says(algebra()));
        provider().when(other, says(algebra()));
        open(LAPTOP);
        openForm();
        open.button("Summary").click();
        assertThat(open.page().getByText("No questions checked yet.")).isVisible();
        open.assertAccessible("practice-summary-empty");
        open.page().keyboard().press("Escape");
        open.page().keyboard().press("Escape");

        answer(submitFormFor("linear-functions", word), "C");
        answer(submitFormFor("linear-functions", word), "B");
        answer(submitFormFor("circles", other), "C");
        button(questions().last(), "Summary").click();

        Locator table = open.page().getByRole(AriaRole.TABLE);
        assertThat(table.locator("caption")).hasText("Questions that you have checked, by skill");
        assertThat(table.getByRole(AriaRole.ROW)).hasText(new Pattern[] {
            Pattern.compile("Answered\\s*Right\\s*Average time"),
            Pattern.compile("Linear functions"),
            Pattern.compile("2\\s*1\\s*0\\d:\\d\\d"),
            Pattern.compile("Circles"),
            Pattern.compile("1\\s*1\\s*0\\d:\\d\\d"),
            Pattern.compile("All"),
            Pattern.compile("3\\s*2\\s*0\\d:\\d\\d"),
        });
        assertThat(table.getByRole(AriaRole.ROWHEADER)).hasText(new String[] {"Linear functions", "Circles", "All"});
        open.assertAccessible("practice-summary");
        open.button("Done").click();
        assertThat(button(questions().last(), "Summary")).isFocused();

        open.page().reload();
        button(questions().last(), "Summary").click();
        assertThat(table.locator("tbody")).hasCount(2);
        open.button("Clear").click();
        assertThat(table).not().isVisible();
        assertThat(open.button("Done")).isFocused();
    }

    private Locator submitFormFor(String skill, String topic) {
        openForm().locator("#skill").selectOption("skill:" + skill);
        open.page().getByLabel("Topic").fill("About " + topic);
        return submitForm();
    }

    @Test
    void deletesThePracticeRecordWithEverythingElse() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        answer(requestQuestion(), "C");
        open.button("Forget all").click();
        open.button("Forget everything").click();
        assertThat(open.page().locator("#welcome")).isVisible();

        assertThat(openForm().getByLabel("Topic")).hasValue("");
        open.button("Summary").click();

        assertThat(open.page().getByText("No questions checked yet.")).isVisible();
        Assertions.assertThat(open.page()
                        .evaluate("sessionStorage.getItem('satbuddy')")
                        .toString())
                .doesNotContain(word, "answer");
    }

    @Test
    void offersOnlyValidCombinations() {
        open(LAPTOP);
        Page page = openForm();
        Locator section = page.locator("#section");
        Locator skill = page.locator("#skill");
        Locator type = page.locator("#type");
        assertThat(section).isFocused();
        open.assertAccessible("practice-form");
        skill.selectOption("skill:circles");
        type.selectOption("spr");

        section.selectOption("reading-and-writing");

        assertThat(skill).hasValue("");
        assertThat(type).hasValue("");
        assertThat(type.locator("[value=spr]")).isDisabled();
        assertThat(skill.locator("optgroup:enabled")).hasCount(4);
        assertThat(skill.locator("optgroup[data-section=math]").first()).hasAttribute("hidden", "");
        section.selectOption("math");
        assertThat(skill.locator("optgroup:enabled")).hasCount(4);
        assertThat(type.locator("[value=spr]")).isEnabled();
        section.selectOption("");
        assertThat(skill.locator("optgroup:enabled")).hasCount(8);
        skill.selectOption("skill:transitions");
        assertThat(type.locator("[value=spr]")).isDisabled();
    }

    @Test
    void requestsASkillByAllItsNamesAndKeepsTheChoice() {
        open(LAPTOP);
        open.page().route("**/ai/generate-question/", route -> route.abort());
        openForm().locator("#skill").selectOption("skill:linear-functions");
        open.page().locator("#difficulty").selectOption("hard");

        Request sent = open.page()
                .waitForRequest(
                        PracticeIT::isQuestionRequest,
                        () -> open.button("Get a question").click());

        Assertions.assertThat(
                        Json.createReader(new StringReader(sent.postData())).readObject())
                .isEqualTo(Json.createObjectBuilder()
                        .add("topic", "Linear functions")
                        .add("difficulty", "hard")
                        .add("section", "math")
                        .add("domain", "algebra")
                        .add("skill", "linear-functions")
                        .build());
        assertThat(open.page().locator("#practice-error")).containsText("The server cannot be reached.");
        open.page().reload();
        openForm();
        assertThat(open.page().locator("#skill")).hasValue("skill:linear-functions");
        assertThat(open.page().locator("#difficulty")).hasValue("hard");
        open.forget("ERR_FAILED");
    }

    @Test
    void showsAPassageBesideTheQuestionIfThereIsRoom() {
        provider().when(word, says(reading()));
        open(LAPTOP);
        Locator question = requestQuestion("Main idea " + word);
        Locator passage = question.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Passage"));
        Locator work = question.locator(".work");

        Assertions.assertThat(work.boundingBox().x)
                .isGreaterThan(passage.boundingBox().x + passage.boundingBox().width);
        open.assertAccessible("practice-passage");

        open.page().setViewportSize(360, 800);
        Assertions.assertThat(work.boundingBox().y)
                .isGreaterThan(passage.boundingBox().y + passage.boundingBox().height);
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() {
        provider().when(word, says(algebra()));
        open(LAPTOP);
        var keyboard = open.page().keyboard();

        open.button("Practice").press("Enter");
        keyboard.press("Tab");
        keyboard.press("Tab");
        keyboard.type("Linear equations " + word);
        keyboard.press("Enter");
        questions().waitFor();
        assertThat(open.button("Practice")).isFocused();

        open.page().locator(".turn.tutor h2").focus();
        keyboard.press("Tab");
        assertThat(questions().locator("input[value=A]")).isFocused();
        keyboard.press("Tab");
        assertThat(button(questions(), "Cross out A")).isFocused();
        keyboard.press("Space");
        assertThat(questions().locator("input[value=A]")).isDisabled();
        keyboard.press("Tab");
        assertThat(questions().locator("input[value=B]")).isFocused();
        keyboard.press("Space");
        keyboard.press("ArrowDown");
        assertThat(questions().locator("input:checked")).hasValue("C");
        keyboard.press("Enter");
        assertThat(questions().locator(".verdict")).isFocused();
        keyboard.press("Tab");
        assertThat(button(questions(), "Next question")).isFocused();
        keyboard.press("Enter");

        assertThat(questions()).hasCount(2);
        assertThat(open.page().locator(".turn.tutor").nth(1).locator("h2")).isFocused();
    }

    @Test
    void fitsOnAPhoneInTheDark() {
        provider().when(word, says(reading()));
        open(phone());
        openForm();
        open.assertAccessible("practice-form-phone-dark");
        open.page().getByLabel("Show a timer").check();
        open.page().getByLabel("Topic").fill("Main idea " + word);
        Locator question = submitForm();
        button(question, "Cross out A").click();
        open.assertAccessible("practice-passage-phone-dark");
        answer(question, "B");
        open.assertAccessible("practice-wrong-phone-dark");
        button(question, "Summary").click();
        open.assertAccessible("practice-summary-phone-dark");
        open.button("Done").click();

        assertThat(button(question, "Summary")).isFocused();
    }
}
