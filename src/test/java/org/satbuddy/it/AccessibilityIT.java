package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.question;
import static org.satbuddy.it.FakeProvider.says;
import static org.satbuddy.it.FakeProvider.writes;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks every state of the page, on every kind of screen, against WCAG. */
class AccessibilityIT extends BrowserFixture {

    private static NewContextOptions screen(boolean phone, ColorScheme colours) {
        var screen = phone ? phone() : new NewContextOptions().setViewportSize(1100, 800);
        return screen.setColorScheme(colours);
    }

    /** Contrast depends on the colours only, and layout on the size only. */
    @ParameterizedTest
    @CsvSource({"false, LIGHT", "true, DARK"})
    void isAccessibleInEveryState(boolean phone, ColorScheme colours) {
        String suffix = (phone ? "-phone-" : "-laptop-") + colours.name().toLowerCase(Locale.ROOT);
        open(screen(phone, colours)).assertAccessible("access-empty" + suffix);

        provider().when(word + "slow", writes(400, Duration.ofMillis(100)));
        open.ask("Slopes " + word + "slow");
        assertThat(open.answer()).containsText("word3");
        open.assertAccessible("access-streaming" + suffix);
        open.button("Stop").click();
        assertThat(open.answer()).containsText("You stopped this.");

        converse("Intercepts " + word + "done", "Where \\(x = 0\\):\n\n| x | y |\n|---|---|\n| 0 | 2 |\n\n`y = 2`");
        assertThat(open.answer().locator(".katex")).isVisible();
        open.assertAccessible("access-finished" + suffix);

        provider().when(word + "wrong", fails(401, "invalid_api_key"));
        open.ask("Circles " + word + "wrong");
        assertThat(open.answer().locator(".failure")).isVisible();
        open.assertAccessible("access-error" + suffix);

        provider()
                .when(
                        word + "practice",
                        says(question("If \\(2x = 6\\), what is \\(x\\)?")
                                .build()
                                .toString()));
        open.button("Practice").click();
        open.page().getByLabel("Or a topic in your own words").fill("Lines " + word + "practice");
        open.assertAccessible("access-dialog" + suffix);
        open.button("Get a question").click();
        var card = open.page().locator("form.question");
        assertThat(card).isVisible();
        open.assertAccessible("access-practice" + suffix);
        card.locator("input[value=B]").check();
        open.button("Check answer").click();
        assertThat(card.locator(".verdict")).containsText("Not quite.");
        open.assertAccessible("access-checked" + suffix);
    }
}
