package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.question;
import static org.satbuddy.it.FakeProvider.says;
import static org.satbuddy.it.FakeProvider.writes;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Rare cases: brief network failures, focus in text that disappears, forced colours, wide content on paper. */
class EdgeCaseIT extends BrowserFixture {

    private static final NewContextOptions IN_SPANISH =
            new NewContextOptions().setViewportSize(1100, 800).setLocale("es");

    /** Runs a script with the modules of the page, once the page has shown that there is no conversation yet. */
    private Object run(String script) {
        assertThat(open.page().locator("#found")).not().isEmpty();
        return open.page().evaluate("""
                        async () => {
                          const at = document.querySelector('script[src$="/chat.js"]').src;
                          const module = (name) => import(at.replace('chat.js', name));
                        """ + script + "}");
    }

    private void askInSpanish(String text) {
        open.page().getByLabel("Tu mensaje").fill(text);
        open.page().getByLabel("Tu mensaje").press("Enter");
    }

    @Test
    void marksEnglishTextOnAPageInAnotherLanguage() {
        provider()
                .when(
                        word,
                        says(question("What do they do?")
                                .add("passage", "The island's finches sing, ".repeat(20) + "and that is all.")
                                .add(
                                        "options",
                                        Json.createObjectBuilder()
                                                .add("A", "Sing")
                                                .add("B", "Swim")
                                                .add("C", "Sleep")
                                                .add("D", "Dig"))
                                .add("correct_answer", "A")
                                .add("explanation", "The text says that they sing, so the answer is A.")
                                .build()
                                .toString()));
        open(IN_SPANISH);
        open.button("Practicar").click();
        open.page().getByLabel("O un tema en tus propias palabras").fill("Finches " + word);
        open.button("Obtener una pregunta").click();
        Locator question = open.page().locator("form.question");
        question.locator("input[value=A]").check();
        open.button("Revisar respuesta").click();

        assertThat(question.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Texto")))
                .not()
                .hasAttribute("lang", "en");
        assertThat(question.locator(".rich")).hasCount(7);
        assertThat(question.locator(".rich[lang=en]")).hasCount(7);
        assertThat(question.locator("[lang=en]").getByText("Respuesta correcta"))
                .hasCount(0);
        open.assertAccessible("spanish-practice");
    }

    @Test
    void marksTheStudyGuideAsEnglishAndNotAsAi() {
        open(IN_SPANISH);

        run("""
                const { showAnswer } = await module('chat/answer.js');
                const { addTutor } = await module('chat/transcript.js');
                showAnswer(addTutor(), { task_id: '1', content: 'By the guide.', provider: 'study-guide' }, []);
                showAnswer(addTutor(), { task_id: '2', content: 'De una IA.', provider: 'openai' }, []);
                """);

        Locator answers = open.page().locator(".turn.tutor .rich");
        assertThat(answers.first()).hasAttribute("lang", "en");
        assertThat(answers.last()).not().hasAttribute("lang", "en");
        open.assertAccessible("spanish-study-guide");
    }

    @Test
    void reportsADeletedTaskInTheReadersLanguage() {
        provider().when(word, says("Never seen."));
        open(IN_SPANISH)
                .page()
                .route(
                        "**/events",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/event-stream")
                                .setBody("event: done\ndata: {\"success\": false, \"status\": \"not_found\","
                                        + " \"error\": \"This task is unknown.\", \"code\": \"not_found\"}\n\n")));

        askInSpanish("¿Qué es una pendiente? " + word);

        assertThat(open.answer().locator(".failure")).hasText("Esto no existe o ya se borró.");
    }

    /** A browser may remember the address of a module that it could not fetch. The answer continues meanwhile. */
    @Test
    void retriesALibraryAtAnotherAddress() {
        provider().when(word, writes(Collections.nCopies(80, "\\(x\\) and "), Duration.ofMillis(100)));
        var asked = new CopyOnWriteArrayList<String>();
        open(LAPTOP).page().onRequest(request -> {
            if (request.url().matches(".*/(webjars|_static)/.*\\.js.*")) {
                asked.add(request.url().replaceFirst(".*/", ""));
            }
        });
        open.page().route("**/katex.min.js", route -> route.abort());

        open.ask("Slopes " + word);

        assertThat(open.answer().getByText("\\(x\\) and").first()).isVisible();
        assertThat(open.answer().locator(".katex").first()).isVisible();
        Assertions.assertThat(asked)
                .containsExactlyInAnyOrder("katex.min.js", "marked.umd.js", "purify.min.js", "katex.min.js?again=1");
        open.forget("ERR_FAILED");
    }

    @Test
    void removesWithdrawnTextAtOnceEvenIfItHasTheFocus() {
        open(LAPTOP);

        var seen = run("""
                await (await module('text/libraries.js')).load();
                const { Pending } = await module('chat/pending.js');
                const turn = (await module('chat/transcript.js')).addTutor();
                const pending = new Pending(turn, 'none');
                const write = (partial) => pending.show({ task: { partial } });
                const seen = () => turn.querySelector('.rich').textContent.trim();
                write('See [this](https://example.org)');
                turn.querySelector('a').focus();
                write('See [this](https://example.org) and that');
                const whileRead = seen();
                write('');
                const withdrawn = [seen(), document.activeElement.textContent];
                write('Anew [this](https://example.org)');
                while (!turn.querySelector('a')) {
                  await new Promise(requestAnimationFrame);
                }
                turn.querySelector('a').focus();
                write('Otherwise');
                return [whileRead, ...withdrawn, seen(), document.activeElement.textContent].join('|');
                """);

        Assertions.assertThat(seen).isEqualTo("See this||SAT Buddy|Otherwise|SAT Buddy");
    }

    @Test
    void drawsAPendingAnswerInOneElementAndObservesOnlyShownOnes() {
        provider().when(word, writes(60, Duration.ofMillis(50)));
        open(LAPTOP).page().evaluate("""
                        () => {
                          window.watched = new Set();
                          const { observe, unobserve } = ResizeObserver.prototype;
                          ResizeObserver.prototype.observe = function (it) { watched.add(it); observe.call(this, it); };
                          ResizeObserver.prototype.unobserve = function (it) { watched.delete(it); unobserve.call(this, it); };
                        }""");
        open.ask("Slopes " + word);
        assertThat(open.answer()).containsText("word2");
        open.page().evaluate("() => { window.place = document.querySelector('.turn.tutor .rich'); }");
        assertThat(open.answer()).containsText("word20");
        Assertions.assertThat(open.page().evaluate("place === document.querySelector('.turn.tutor .rich')"))
                .isEqualTo(true);
        assertThat(open.answer().locator(".source")).isVisible();

        awaitThat("watched.size === 1 && !watched.has(place)");
        open.button("New chat").click();
        awaitThat("watched.size === 0");
    }

    /**
     * Polls from the test. To wait in the page, Playwright would inject a script, which the content security policy
     * forbids.
     */
    private void awaitThat(String expression) {
        open.page().waitForCondition(() -> (boolean) open.page().evaluate(expression));
    }

    @Test
    void pausesAfterASlowRendering() {
        provider().when(word, writes(80, Duration.ofMillis(50)));
        open(LAPTOP);
        run("""
                await (await module('text/libraries.js')).load();
                window.drawn = [];
                const { replaceChildren } = Element.prototype;
                Element.prototype.replaceChildren = function (...children) {
                  const begun = performance.now();
                  while (this.matches('.turn .rich') && performance.now() < begun + 400);
                  replaceChildren.apply(this, children);
                  if (performance.now() >= begun + 400) {
                    drawn.push([begun, performance.now()]);
                  }
                };
                """);

        open.ask("Slopes " + word);

        assertThat(open.answer().locator(".source")).isVisible();
        Assertions.assertThat(
                        open.page()
                                .evaluate(
                                        "drawn.length > 2 && drawn.every(([from], i) => i === 0 || from - drawn[i - 1][1] >= 390)"))
                .as("each pause is as long as the drawing before it")
                .isEqualTo(true);
        assertThat(open.answer()).containsText("word79");
    }

    @Test
    void addsTheHistoryWithOneScrollAndNoAnnouncement() {
        open(LAPTOP);

        var scrolled = run("""
                const { addStudent, addTutor, all, keepInView } = await module('chat/transcript.js');
                const { announce } = await module('ui/announcer.js');
                const { richText: rich } = await module('text/rich-text.js');
                let scrolled = 0;
                const { scrollIntoView } = Element.prototype;
                Element.prototype.scrollIntoView = function (...how) { scrolled += 1; scrollIntoView.apply(this, how); };
                const place = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
                Object.defineProperty(Element.prototype, 'scrollTop', { ...place,
                  set(value) { scrolled += 1; place.set.call(this, value); } });
                all(() => {
                  for (let i = 0; i < 100; i++) {
                    addStudent(`Question ${i}`);
                    const turn = addTutor();
                    keepInView(turn, () => turn.append(rich(`Answer ${i}.`)));
                    announce('Here it is.');
                  }
                });
                return scrolled;
                """);

        Assertions.assertThat(scrolled).isEqualTo(1);
        assertThat(open.page().getByText("Answer 99.")).isInViewport();
        assertThat(open.page().locator("#announcements")).isEmpty();
        run("(await module('ui/announcer.js')).announce('Here it is.');");
        assertThat(open.page().locator("#announcements")).hasText("Here it is.");
    }

    @Test
    void acceptsAtMostEightPicturesAndSaysSo() {
        open(LAPTOP);
        Locator pictures = open.page().locator("#attachments li");
        Locator complaint = open.page().locator("#composer .error").last();
        open.page()
                .locator("#image")
                .setInputFiles(IntStream.range(0, 9)
                        .mapToObj(i -> new FilePayload(i + ".png", "image/png", Student.picture()))
                        .toArray(FilePayload[]::new));

        assertThat(complaint).hasText("At most 8 pictures can go with a message.");
        assertThat(pictures).hasCount(8);
        assertThat(pictures.getByText("Ready")).hasCount(8);
        open.assertAccessible("pictures-eight");
        open.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove 0.png"))
                .click();
        assertThat(complaint).isEmpty();
        assertThat(pictures).hasCount(7);
    }

    /** Some browsers read the file only when the student saves it, so its URL must stay valid until then. */
    @Test
    void keepsAnExportUntilItIsSaved() {
        provider().when(word, says("Rise over run."));
        open(LAPTOP).ask("Slopes " + word);
        assertThat(open.answer().locator(".source")).isVisible();
        open.page().evaluate("() => { window.revoked = 0; URL.revokeObjectURL = () => { window.revoked += 1; }; }");

        open.page().waitForDownload(() -> open.button("Export").click());

        Assertions.assertThat(open.page().evaluate("revoked")).isEqualTo(0);
    }

    /** The first request is still unanswered when the student changes the rating. */
    @Test
    void keepsTheLastChosenRating() {
        provider().when(word, says("Rise over run."));
        open(LAPTOP).ask("Slopes " + word);
        var sent = new CopyOnWriteArrayList<Route>();
        open.page().route("**/rating", sent::add);

        open.button("Helpful").click();
        open.button("Not helpful").click();
        open.button("Helpful").click();
        open.button("Not helpful").click();
        open.page().waitForCondition(() -> !sent.isEmpty());
        Assertions.assertThat(sent).singleElement().satisfies(Route::resume);
        assertThat(open.button("Helpful")).hasAttribute("aria-pressed", "true");
        open.page().waitForCondition(() -> sent.size() > 1);
        sent.get(1).resume();

        assertThat(open.button("Not helpful")).hasAttribute("aria-pressed", "true");
        assertThat(open.button("Helpful")).hasAttribute("aria-pressed", "false");
        Assertions.assertThat(sent)
                .extracting(route -> route.request().postData())
                .startsWith("{\"rating\":\"up\"}", "{\"rating\":\"down\"}");
    }

    @Test
    void showsWhatIsChosenWithoutColour() {
        provider().when(word, says("Rise over run."));
        open(LAPTOP).page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        open.ask("Slopes " + word);

        open.button("Helpful").click();

        assertThat(open.button("Helpful")).hasCSS("border-top-style", "double");
        assertThat(open.button("Not helpful")).hasCSS("border-top-style", "solid");
        assertThat(open.page().locator("#conversations [aria-current]")).hasCSS("border-top-style", "double");
        open.assertAccessible("forced-colors");
    }

    @Test
    void fitsWideContentOnPaper() {
        String row = "| extraordinarily ".repeat(9) + "|\n";
        String sum = String.join(
                " + ", IntStream.range(0, 60).mapToObj(i -> "a_{" + i + "}").toList());
        provider()
                .when(
                        word,
                        says(row + "|---".repeat(9) + "|\n" + row + "\n\\[" + sum + "\\]\n\n```\n" + "code ".repeat(60)
                                + "\n```\n"));
        open(LAPTOP).ask("Slopes " + word);
        assertThat(open.answer().locator(".wide")).hasCount(3);

        open.page().setViewportSize(720, 1000);
        open.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(open.answer().locator(".rich")).hasCSS("overflow-x", "visible");
        Assertions.assertThat(open.page().evaluate("""
                        () => {
                          const edge = document.querySelector('.turn.tutor').getBoundingClientRect().right;
                          return [...document.querySelectorAll('.turn.tutor .rich :is(td, pre, .katex-html *)')]
                            .filter((it) => it.getBoundingClientRect().right > edge).length;
                        }""")).isEqualTo(0);
        open.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/printed-wide.png")));
    }

    @Test
    void handlesAHeldKeyOnce() {
        open(LAPTOP).message().blur();
        Locator dialog = open.page().locator("#practice-dialog");

        open.page().keyboard().down("p");
        assertThat(dialog).isVisible();
        open.page().keyboard().press("Escape");
        assertThat(dialog).isHidden();
        open.page().keyboard().down("p");
        assertThat(dialog).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(1000));
        open.page().keyboard().up("p");
        open.page().keyboard().press("p");
        assertThat(dialog).isVisible();
    }

    /** Another version of the page may have sent the request. */
    @Test
    void showsARequestWithUnknownValues() {
        open(LAPTOP);

        Assertions.assertThat(
                        run(
                                "return (await module('practice/question-request.js')).requestLabel({ topic: 'X', difficulty: 'very-hard', type: 'z' });"))
                .isEqualTo("Practice question: X, Very hard");
    }
}
