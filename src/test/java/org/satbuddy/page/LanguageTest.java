package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    private static final Language ENGLISH =
            new Language("en", Map.of("language.name", "English", "send", "Send", "stop", "Stop"));
    private static final Language SPANISH =
            new Language("es", Map.of("language.name", "Español", "send", "Enviar", "error.busy", "Un momento."));
    private static final Language BRAZILIAN = new Language("pt-BR", Map.of("language.name", "Português"));

    private final Languages languages = new Languages(List.of(SPANISH, BRAZILIAN, ENGLISH));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en                        | en",
                "es                        | es",
                "es-MX                     | es",
                "ES-mx                     | es",
                "es-419, en;q=0.5          | es",
                "en-US, es;q=0.9           | en",
                "es;q=0.5, en;q=0.9        | en",
                "es; q=0.9, en; q=0.5      | es",
                "fr, es;q=0.8, en;q=0.9    | en",
                "zh-Hant-TW, es;q=0.1      | es",
                "en;q=0, es                | es",
                "es;q=0, en                | en",
                "pt-BR                     | pt-BR",
                "pt-br, en;q=0.9           | pt-BR",
                "fr                        | en",
                "pt                        | en",
                "*                         | en",
                "es;q=0                    | en"
            })
    void isTheOneThatTheBrowserPrefers(String accepted, String tag) {
        assertThat(languages.choose(null, accepted).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "-",
                "--",
                "es,-",
                "es;q=x",
                "es;q=",
                "es;q=2",
                "es_MX",
                "es,,en",
                "{{#words}}",
                "<script>",
                "español",
                "es\u0000"
            })
    void isEnglishIfTheBrowserNamesNone(String accepted) {
        assertThat(languages.choose(null, accepted).tag()).isEqualTo("en");
    }

    /** Java's parser alone needs seconds of processor time for the first of these. */
    @ParameterizedTest
    @ValueSource(strings = {"aa", "sgn", "x", "zh-gan", "i-klingon"})
    void isFoundQuicklyWhateverTheLengthOfTheHeader(String subtag) {
        String endless = String.join("-", Collections.nCopies(5_000, subtag));
        String many = String.join(",", Collections.nCopies(1_000, subtag + "-aa-aa-aa-aa-aa-aa-aa"));

        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(languages.choose(null, endless).tag()).isEqualTo("en");
            assertThat(languages.choose(null, "es," + endless).tag()).isEqualTo("es");
            assertThat(languages.choose(null, endless + ",es").tag()).isEqualTo("es");
            assertThat(languages.choose(null, "es," + many).tag()).isEqualTo("es");
        });
    }

    @Test
    void isTheChosenOneWhateverTheBrowserPrefers() {
        assertThat(languages.choose("es", "en").tag()).isEqualTo("es");
        assertThat(languages.choose("en", "es").tag()).isEqualTo("en");
        assertThat(languages.choose("es", null).tag()).isEqualTo("es");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fr", "ES", "../en", "es; Path=/", "{{#words}}"})
    void isThePreferredOneIfTheChosenOneIsUnknown(String chosen) {
        assertThat(languages.choose(chosen, "es-MX").tag()).isEqualTo("es");
        assertThat(languages.choose(chosen, null).tag()).isEqualTo("en");
    }

    @Test
    void hasEnglishWordsForMissingOnes() {
        assertThat(languages.choose("es", null).words())
                .containsEntry("send", "Enviar")
                .containsEntry("stop", "Stop")
                .containsEntry("error.busy", "Un momento.");
        assertThat(languages.choose("en", null).words()).isEqualTo(ENGLISH.words());
    }

    @Test
    void isListedInTheOrderOfItsOwnName() {
        assertThat(languages.all()).extracting(Language::name).containsExactly("English", "Español", "Português");
    }

    @Test
    void isReadFromTheFileNamedByItsTag() {
        var webapp = new Webapp()
                .with("/WEB-INF/languages/en.json", "{\"language.name\": \"English\"}")
                .with("/WEB-INF/languages/es.json", "{\"language.name\": \"Espa\\u00f1ol\", \"x\": \"¿Sí?\"}")
                .with("/WEB-INF/languages/README.md", "No language.");

        assertThat(Languages.load(webapp.context()).all())
                .containsExactly(
                        new Language("en", Map.of("language.name", "English")),
                        new Language("es", Map.of("language.name", "Español", "x", "¿Sí?")));
    }

    @Test
    void requiresEnglish() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Languages(List.of(SPANISH)))
                .withMessage("There is no file of English words.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Languages.load(new Webapp().context()))
                .withMessage("There is no file of English words.");
    }
}
