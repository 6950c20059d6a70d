package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The page in Spanish, by the language of the browser or by choice. */
class SpanishIT extends BrowserFixture {

    private Locator message() {
        return open.page().getByLabel("Tu mensaje");
    }

    private void ask(String text) {
        message().fill(text);
        message().press("Control+Enter");
    }

    @Test
    void usesTheLanguageOfTheBrowser() {
        provider().when(word, says("Es el **cociente**."));
        open(new NewContextOptions().setViewportSize(1100, 800).setLocale("es-MX"));
        assertThat(open.page().locator("html")).hasAttribute("lang", "es");
        assertThat(open.page().locator("#retention"))
                .hasText("Cada conversación se borra 60 minutos después de su último mensaje.");
        message().press("Enter");
        assertThat(open.page().locator("#composer-error")).hasText("Primero escribe una pregunta, por favor.");

        ask("¿Qué es una pendiente? " + word);

        assertThat(open.answer().locator("strong")).hasText("cociente");
        assertThat(open.answer()).containsText("Escrito por una IA (openai, stand-in-1).");
        assertThat(open.page().locator("#announcements")).hasText("SAT Buddy respondió.");
        open.assertAccessible("spanish");
    }

    /** The server sends reasons in English. The page translates their codes. */
    @Test
    void showsReasonsOfTheServerInSpanish() {
        provider().when(word, fails(401, "invalid_api_key"));
        open(phone().setLocale("es"));

        ask("¿Qué es una pendiente? " + word);

        assertThat(open.answer().locator(".failure"))
                .hasText("La IA no está bien configurada. Avísale al administrador de tu escuela.");
        open.assertAccessible("spanish-failed-phone-dark");
    }

    /** Spanish has a plural form of its own for millions, for which the page has no sentence. */
    @Test
    void countsIntoTheMillions() {
        open(new NewContextOptions().setLocale("es"));

        assertThat(open.page().locator("html")).hasAttribute("lang", "es");
        Assertions.assertThat(sayHowManyAreFound(1)).isEqualTo("1 conversación encontrada.");
        Assertions.assertThat(sayHowManyAreFound(2_000_000)).isEqualTo("2000000 conversaciones encontradas.");
    }

    private Object sayHowManyAreFound(int count) {
        return open.page()
                .evaluate(
                        "count => import(document.querySelector('link[href$=\"/language.js\"]').href)"
                                + ".then(({ sayCount }) => sayCount('side.found', count))",
                        count);
    }

    @Test
    void switchesTheLanguageWithoutLosingAnything() {
        provider().when(word, says("Rise over run."));
        open(LAPTOP).ask("Slopes " + word);
        assertThat(open.answer()).containsText("Rise over run.");
        open.message().fill("And then");
        open.page().getByLabel("Hint first").check();
        open.page().locator("#image").setInputFiles(new FilePayload("square.png", "image/png", Student.picture()));
        assertThat(open.page().locator("#attachments .state")).hasText("Ready");

        open.page().getByLabel("Language").selectOption("es");
        open.button("Apply").click();

        assertThat(open.page().locator("html")).hasAttribute("lang", "es");
        assertThat(open.answer()).containsText("Rise over run.");
        assertThat(message()).hasValue("And then");
        assertThat(open.page().locator("input[value=hint]")).isChecked();
        assertThat(open.page().locator("#attachments .state")).hasText("Lista");
        open.page().reload();
        assertThat(open.page().locator("html")).hasAttribute("lang", "es");
        open.page().getByLabel("Idioma").selectOption("en");
        open.button("Aplicar").click();
        assertThat(open.page().locator("html")).hasAttribute("lang", "en");
    }
}
