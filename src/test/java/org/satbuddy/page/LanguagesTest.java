package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of each language: every word that the page uses, and no other. */
class LanguagesTest {

    private static final String FOLDER = "/WEB-INF/languages/";
    private static final String ENGLISH = "en";

    /**
     * The plural categories of each language, from CLDR. Spanish also has {@code many}, for millions. The page uses
     * {@code other} for it.
     */
    private static final Map<String, Set<String>> PLURALS =
            Map.of(ENGLISH, Set.of("one", "other"), "es", Set.of("one", "other"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private static final Webapp REAL = Webapp.real();
    private static final Map<String, Map<String, String>> WORDS =
            tags().collect(Collectors.toMap(Function.identity(), LanguagesTest::words));

    private final Said said = Said.in(REAL);

    @ParameterizedTest
    @MethodSource("tags")
    void areExactlyTheOnesInUse(String tag) {
        assertThat(PLURALS).containsKey(tag);
        var expected = new TreeSet<>(said.in(PLURALS.get(tag)));
        if (!tag.equals(ENGLISH)) {
            ErrorCodes.all().forEach(code -> expected.add("error." + code));
        }

        assertThat(WORDS.get(tag).keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("tags")
    void haveThePlaceholdersOfTheEnglishOnes(String tag) {
        assertThat(WORDS.get(tag))
                .allSatisfy((key, word) -> assertThat(placeholders(word))
                        .as(key)
                        .containsExactlyInAnyOrderElementsOf(placeholders(english(key))));
    }

    @ParameterizedTest
    @MethodSource("tags")
    void areNeverEmptyOrWrittenTwice(String tag) {
        assertThat(WORDS.get(tag))
                .allSatisfy((key, word) -> assertThat(word).as(key).isNotBlank());
        assertThat(file(tag).lines().filter(line -> line.startsWith("  \"")))
                .hasSameSizeAs(WORDS.get(tag).keySet());
    }

    @Test
    void areTranslated() {
        WORDS.forEach((tag, words) -> {
            if (!tag.equals(ENGLISH)) {
                assertThat(words.entrySet())
                        .filteredOn(word -> word.getValue().contains(" ")
                                && word.getValue().equals(WORDS.get(ENGLISH).get(word.getKey())))
                        .as(tag)
                        .isEmpty();
            }
        });
    }

    @Test
    void findsKeysOfEveryKind() {
        assertThat(said.plain())
                .contains("language.name", "welcome.title", "composer.send", "stage.queued-at-for", "refusal.gone")
                .contains("skill.boundaries", "domain.algebra", "difficulty.hard", "type.spr", "section.math");
        assertThat(said.counted()).contains("side.found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say(key)",
                "say(up ? 'a' : 'b')",
                "say('a' + b)",
                "say(`${a}.b`)",
                "sayIfKnown(`unheard-of.${a}`)"
            })
    void refusesACallWhoseKeyCannotBeRead(String call) {
        var webapp = new Webapp()
                .with("/WEB-INF/pages/chat.html", "")
                .with("/assets/chat.js", "  const text = " + call + ";\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> Said.in(webapp))
                .withMessage("Cannot read the key of a call in /assets/chat.js: " + call + ";");
    }

    /** The codes are read from sources, so this checks that they are found there. */
    @Test
    void findsErrorCodesOfEveryKind() {
        assertThat(ErrorCodes.all())
                .contains("provider_rejected", "cancelled", "queue_full", "image_quota", "busy", "guest_not_local")
                .contains("invalid_request", "too_large", "not_found", "idempotency_key_reused", "unavailable")
                .contains("method_not_allowed", "unsupported_media_type", "internal", "unknown_image")
                .doesNotContain("success", "error", "code", "instance", "title");
    }

    static Stream<String> tags() {
        return Webapp.real().paths(FOLDER).stream().map(path -> path.replaceFirst(".*/(.+)\\.json", "$1"));
    }

    /** Empty for an error: its English sentence is in no file, and has no placeholders. */
    private String english(String key) {
        String counted = key.substring(0, key.lastIndexOf('.'));
        return WORDS.get(ENGLISH).getOrDefault(said.counted().contains(counted) ? counted + ".other" : key, "");
    }

    private static List<String> placeholders(String word) {
        return PLACEHOLDER
                .matcher(word)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }

    private static String file(String tag) {
        return REAL.text(FOLDER + tag + ".json");
    }

    private static Map<String, String> words(String tag) {
        try (var reader = Json.createReader(new StringReader(file(tag)))) {
            return Language.of(tag, reader.readObject()).words();
        }
    }
}
