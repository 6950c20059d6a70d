package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.AuthMode;

class PageTest {

    private static final String PATH = "/ai/chat/";

    /** The other pages, to which a page leads. */
    private static final Set<String> PLACES = Set.of(
            "../../ai/chat/",
            "../../ai/pass/",
            "../../login/",
            "../../ai/session/provider",
            "../../account/",
            "../../teach/",
            "../../admin/people/");

    private static final Webapp REAL = Webapp.real();

    private final Language english = new Language("en", Map.of("language.name", "English", "send", "Send"));

    @Test
    void hasTheWordsOfTheLanguage() {
        assertThat(render("<html lang=\"{{#language}}\"><p title=\"{{send}}\">{{send}}</p>", english))
                .isEqualTo("<html lang=\"en\"><p title=\"Send\">Send</p>");
    }

    @Test
    void escapesWords() {
        Language hostile =
                new Language("en", Map.of("language.name", "\"><b>", "send", "\"<b>&amp; {{#words}} {{send}} $1 \\ '"));

        assertThat(render("<p title=\"{{send}}\">", hostile))
                .isEqualTo("<p title=\"&quot;&lt;b&gt;&amp;amp; {{#words}} {{send}} $1 \\ '\">");
        assertThat(render("{{#languages}}", hostile)).endsWith(">&quot;&gt;&lt;b&gt;</option>");
    }

    @Test
    void embedsTheWordsAsDataThatCannotEndItsElement() {
        String text = "</script><script>alert(1)</script><!-- <script> \" \\ \n \u2028 ñ";
        Language hostile = new Language("en", Map.of("send", text));

        String data = render("{{#words}}", hostile);

        assertThat(data).doesNotContain("<");
        assertThat(json(data).getString("send")).isEqualTo(text);
    }

    @Test
    void offersAllLanguagesWithItsOwnChosen() {
        var spanish = new Language("es", Map.of("language.name", "Español"));
        var languages = new Languages(List.of(spanish, english));

        assertThat(page(languages, assets())
                        .render("{{#languages}}", PATH, "chat", spanish)
                        .lines()
                        .map(String::strip))
                .containsExactly(
                        "<option value=\"en\" lang=\"en\">English</option>",
                        "<option value=\"es\" lang=\"es\" selected>Español</option>");
    }

    @Test
    void namesItsFilesByTheirVersion() {
        String root = "../.." + assets().folder();

        assertThat(render("{{#assets}}/theme.css", english)).isEqualTo(root + "/theme.css");
        assertThat(render("{{#modules}}", english).lines().map(String::strip))
                .containsExactly(
                        "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"" + root + "/chat.js\">",
                        "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"" + root + "/say.js\">");
    }

    /** A page one folder deep finds its files, too. */
    @Test
    void countsTheFoldersOfItsPath() {
        Page page = page(new Languages(List.of(english)), assets());
        assertThat(page.render("{{#root}}", "/login/", "chat", english)).isEqualTo("..");
        assertThat(page.render("{{#assets}}", "/login/", "chat", english)).isEqualTo(".." + assets().folder());
    }

    @Test
    void saysHowLongAConversationIsKept() {
        assertThat(render("{{#retention}}", english)).isEqualTo("3600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{unheard-of}}", "{{#unheard-of}}", "{{#send}}", "{{words}}"})
    void refusesAMarkWithoutAValue(String mark) {
        assertThatIllegalStateException()
                .isThrownBy(() -> render("<p>{{send}}</p> " + mark, english))
                .withMessage("There is nothing to write for " + mark + " in en");
    }

    @ParameterizedTest
    @MethodSource("pagesAndLanguages")
    void isWrittenInEveryLanguage(String name, Language language) {
        Assets assets = Assets.load(REAL.context());

        String root = "../.." + assets.folder() + "/";

        String page = page(Languages.load(REAL.context()), assets)
                .render(Pages.template(REAL.context(), name), PATH, name, language);

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"" + language.tag()
                        + "\" data-root=\"../..\" data-modes=\"local\">")
                .doesNotContain("{{")
                .contains(" value=\"" + language.tag() + "\" lang=\"" + language.tag() + "\" selected>");
        assertThat(Pattern.compile(" selected>" + Pattern.quote(language.name()))
                        .matcher(page)
                        .results())
                .hasSize(1);
        assertThat(Pattern.compile("(?:href|src)=\"([^#\"]+)\"").matcher(page).results())
                .extracting((MatchResult it) -> it.group(1))
                .filteredOn(path -> !PLACES.contains(path))
                .allSatisfy(path -> assertThat(path).startsWith(root))
                .allSatisfy(path -> assertThat(assets.find(path.substring(root.length())))
                        .as(path)
                        .isNotNull());
        String data = page.replaceFirst("(?s).*<script type=\"application/json\" id=\"words\">(.*?)</script>.*", "$1");
        assertThat(json(data)).hasSameSizeAs(language.words());
    }

    static Stream<Arguments> pagesAndLanguages() {
        return Stream.of("chat", "pass", "login", "account", "teach", "people")
                .flatMap(name ->
                        Languages.load(REAL.context()).all().stream().map(language -> Arguments.of(name, language)));
    }

    private static String render(String template, Language language) {
        return page(new Languages(List.of(language)), assets()).render(template, PATH, "chat", language);
    }

    private static Page page(Languages languages, Assets assets) {
        return new Page(languages, assets, Duration.ofHours(1), Set.of(AuthMode.LOCAL));
    }

    private static Assets assets() {
        return Assets.load(new Webapp()
                .with("/assets/chat.js", "import { say } from './say.js';\n")
                .with("/assets/say.js", "export const say = 1;\n")
                .context());
    }

    private static JsonObject json(String data) {
        try (var reader = Json.createReader(new StringReader(data))) {
            return reader.readObject();
        }
    }
}
