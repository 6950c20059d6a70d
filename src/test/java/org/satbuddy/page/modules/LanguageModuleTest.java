package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words, numbers and times in the language of the page. */
class LanguageModuleTest {

    private static final Modules ENGLISH = Modules.inEnglish();
    private static final Modules SPANISH = Modules.inSpanish();
    private static final Value IN_ENGLISH = ENGLISH.load("ui/language.js");
    private static final Value IN_SPANISH = SPANISH.load("ui/language.js");

    @AfterAll
    static void close() {
        ENGLISH.close();
        SPANISH.close();
    }

    @Test
    void putsValuesIntoASentence() {
        assertThat(IN_ENGLISH
                        .invokeMember("say", "picture.remove-named", ENGLISH.parse("{\"name\": \"{x} $1\"}"))
                        .asString())
                .isEqualTo("Remove {x} $1");
        assertThat(IN_ENGLISH.invokeMember("sayIfKnown", "skill.circles").asString())
                .isEqualTo("Circles");
        assertThat(IN_ENGLISH.invokeMember("sayIfKnown", "constructor").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 conversations found., 0 conversaciones encontradas.",
        "1, 1 conversation found., 1 conversación encontrada.",
        "2, 2 conversations found., 2 conversaciones encontradas.",
        "2000000, 2000000 conversations found., 2000000 conversaciones encontradas."
    })
    void counts(int count, String english, String spanish) {
        assertThat(IN_ENGLISH.invokeMember("sayCount", "side.found", count).asString())
                .isEqualTo(english);
        assertThat(IN_SPANISH.invokeMember("sayCount", "side.found", count).asString())
                .isEqualTo(spanish);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 second, 1 segundo",
        "89, 89 seconds, 89 segundos",
        "90, 2 minutes, 2 minutos",
        "3600, 60 minutes, 60 minutos",
        "5400, 2 hours, 2 horas"
    })
    void saysADurationInTheUnitThatFits(int seconds, String english, String spanish) {
        assertThat(IN_ENGLISH.invokeMember("duration", seconds).asString()).isEqualTo(english);
        assertThat(IN_SPANISH.invokeMember("duration", seconds).asString()).isEqualTo(spanish);
    }

    @ParameterizedTest
    @CsvSource({"0, 00:00", "65, 01:05", "59.6, 01:00", "3600, 60:00"})
    void saysSecondsAsMinutesAndSeconds(double seconds, String text) {
        assertThat(IN_ENGLISH.invokeMember("minutesAndSeconds", seconds).asString())
                .isEqualTo(text);
    }
}
