package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.question.SprEntry;
import org.satbuddy.tutor.question.math.Fraction;

/** The page checks a student's entry by the server's rules for typed answers. */
class SprEntryModuleTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value ENTRY = MODULES.load("practice/spr-entry.js");
    private static final Value LANGUAGE = MODULES.load("ui/language.js");

    @AfterAll
    static void close() {
        MODULES.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5", "-5", "0", ".5", "0.5", "7/2", "-7/2", "12345", "-12345", "3.142", "-.3333", "35/97", "1.000",
                "5.", " 5 "
            })
    void acceptsWhatFitsTheField(String entry) {
        assertThat(ENTRY.invokeMember("objection", entry).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; spr.nothing",
                "' '; spr.nothing",
                "123456; spr.length",
                "-123456; spr.length",
                "3.14159; spr.length",
                "1,000; spr.form",
                "50%; spr.form",
                "$5; spr.form",
                "3 1/2; spr.form",
                "π; spr.form",
                "2π; spr.form",
                "x; spr.form",
                "1/0; spr.zero",
                "1/00; spr.zero",
                "1/2/3; spr.form",
                ".; spr.form",
                "-; spr.form",
                "1e3; spr.form",
                "--5; spr.form",
                "+5; spr.form",
                "5-; spr.form",
                "0x1; spr.form",
                "\\frac{1}{2}; spr.form",
                "1 / 2; spr.form",
                "٣; spr.form",
                "1/-2; spr.form",
                "sqrt2; spr.form"
            })
    void saysWhyAnEntryCannotBeTyped(String entry, String reason) {
        assertThat(ENTRY.invokeMember("objection", entry).asString()).isEqualTo(say(reason));
        assertThat(SprEntry.problem(entry.strip())).isPresent();
    }

    @Test
    void agreesWithTheServerOnEveryEntryOfUpToFiveCharacters() {
        List<String> entries = entries(5);

        Value accepted = filter(entries, "entry => objection(entry) === null", "objection");

        assertThat(MODULES.json(accepted))
                .isEqualTo(json(entries.stream()
                        .filter(entry -> SprEntry.problem(entry).isEmpty())
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1/3, true",
        "1, 3, .3333, true",
        "1, 3, 0.333, true",
        "1, 3, 2/6, true",
        "1, 3, .33, false",
        "1, 3, 0.33, false",
        "1, 3, 0.334, false",
        "2, 3, .6667, true",
        "1, 2, .50, true",
        "1, 2, 0.500, true",
        "1, 2, 2/4, true",
        "-7, 2, -3.5, true",
        "-7, 2, 3.5, false",
        "5, 1, 5.0, true",
        "5, 1, ' 5 ', true"
    })
    void judgesAnEntryAsTheServerDoes(long numerator, long denominator, String entry, boolean right) {
        Fraction number = Fraction.of(numerator, denominator);

        assertThat(isRight(entry, number)).isEqualTo(right);
        assertThat(SprEntry.accepts(number, entry)).isEqualTo(right);
    }

    /** The page compares values, so a rounded answer is accepted with and without the zero before its point. */
    @ParameterizedTest
    @CsvSource({"1, 3, .333", "2, 3, .667"})
    void acceptsARoundedAnswerWithoutItsZeroWhereTheServerDoesNot(long numerator, long denominator, String entry) {
        Fraction number = Fraction.of(numerator, denominator);

        assertThat(isRight(entry, number)).isTrue();
        assertThat(SprEntry.accepts(number, entry)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "-7, 2", "5, 1", "0, 1", "1, 4"})
    void agreesWithTheServerOnExactNumbers(long numerator, long denominator) {
        Fraction number = Fraction.of(numerator, denominator);
        List<String> entries = entries(3).stream()
                .filter(entry -> SprEntry.problem(entry).isEmpty())
                .toList();

        Value right = filter(entries, "entry => isRight(entry, " + json(SprEntry.equivalents(number)) + ")", "isRight");

        assertThat(MODULES.json(right))
                .isEqualTo(json(entries.stream()
                        .filter(entry -> SprEntry.accepts(number, entry))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({"1/2, \\frac{1}{2}", "-7/2, -\\frac{7}{2}", "' 3/4 ', \\frac{3}{4}"})
    void showsAFractionAsAFormula(String entry, String tex) {
        assertThat(ENTRY.invokeMember("fractionIn", entry).asString()).isEqualTo(tex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0.5", "1/", "/2", "1/0", "1/2/3", "123/456"})
    void showsNothingElseAsAFraction(String entry) {
        assertThat(ENTRY.invokeMember("fractionIn", entry).isNull()).isTrue();
    }

    private static boolean isRight(String entry, Fraction number) {
        return ENTRY.invokeMember("isRight", entry, MODULES.parse(json(SprEntry.equivalents(number))))
                .asBoolean();
    }

    /** Filters all entries in one call, because each call from Java takes time. */
    private static Value filter(List<String> entries, String condition, String function) {
        return MODULES.run("(entries, " + function + ") => entries.filter(" + condition + ")")
                .execute(MODULES.parse(json(entries)), ENTRY.getMember(function));
    }

    /** Every text up to this length that consists of 0, 7, point, slash and minus. */
    private static List<String> entries(int longest) {
        var entries = new ArrayList<String>();
        List<String> longer = List.of("");
        for (int length = 1; length <= longest; length++) {
            longer = longer.stream()
                    .flatMap(start -> List.of("0", "7", ".", "/", "-").stream().map(start::concat))
                    .toList();
            entries.addAll(longer);
        }
        return entries;
    }

    private static String json(List<String> entries) {
        return entries.isEmpty() ? "[]" : "[\"" + String.join("\",\"", entries) + "\"]";
    }

    private static String say(String key) {
        return LANGUAGE.invokeMember("say", key).asString();
    }
}
