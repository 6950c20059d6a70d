package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.question.math.Fraction;

class SprEntryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5", "-5", "0", ".5", "0.5", "7/2", "-7/2", "12345", "-12345", "3.142", "-.3333", "35/97", "1.000"
            })
    void acceptsWhatFitsTheField(String entry) {
        assertThat(SprEntry.problem(entry)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "123456",
                "-123456",
                "3.14159",
                "1,000",
                "50%",
                "$5",
                "3 1/2",
                "π",
                "2π",
                "x",
                "1/0",
                "1/2/3",
                ".",
                "-",
                "1e3",
                "--5",
                "+5",
                "5-",
                "0x1",
                "\\frac{1}{2}",
                "1 / 2",
                "٣",
                "1/-2",
                "sqrt2"
            })
    void refusesWhatCannotBeTyped(String entry) {
        assertThat(SprEntry.problem(entry)).isPresent();
        assertThat(SprEntry.value(entry)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, '1/3 .3333 0.333'",
        "2, 3, '2/3 .6666 .6667 0.666 0.667'",
        "-1, 3, '-1/3 -.3333 -0.333'",
        "1, 2, '1/2 .5 0.5'",
        "7, 2, '7/2 3.5'",
        "17, 6, '17/6 2.833'",
        "5, 1, '5'",
        "-5, 1, '-5'",
        "12345, 1, '12345'",
        "123456, 1, ''",
        "5, 32, '5/32 .1562 .1563 0.156'",
        "103, 187, '.5508 0.550 0.551'",
        "1, 100, '1/100 .01 0.01'",
        "100, 3, '100/3 33.33'",
        "2501, 2, ''",
        "-19, 3, '-19/3 -6.333'"
    })
    void enumeratesTheWaysToType(long numerator, long denominator, String ways) {
        assertThat(SprEntry.equivalents(Fraction.of(numerator, denominator)))
                .isEqualTo(ways.isEmpty() ? List.of() : List.of(ways.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1/3, true", "1, 3, .3333, true", "1, 3, 0.333, true", "1, 3, 2/6, true",
        "1, 3, .33, false", "1, 3, 0.33, false", "1, 3, .333, false", "1, 3, 0.334, false",
        "2, 3, .6667, true", "2, 3, .667, false", "1, 2, .50, true", "1, 2, 0.500, true",
        "1, 2, 2/4, true", "-7, 2, -3.5, true", "-7, 2, 3.5, false", "5, 1, 5.0, true"
    })
    void judgesAnEntry(long numerator, long denominator, String entry, boolean right) {
        assertThat(SprEntry.accepts(Fraction.of(numerator, denominator), entry)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "' 5 '; 5",
                "\\(5\\); 5",
                "\\(\\frac{1}{3}\\); 1/3",
                "−4; -4",
                "1,250; 1250",
                "1 / 3; 1/3",
                "$12; 12",
                "+7; 7",
                "-\\frac{7}{2}; -7/2",
                "50%; 50%"
            })
    void normalisesEntries(String written, String entry) {
        assertThat(SprEntry.normalise(written)).isEqualTo(entry);
    }

    @Property(tries = 500)
    void acceptsEachOfItsEquivalents(
            @ForAll @IntRange(min = -999, max = 999) int numerator,
            @ForAll @IntRange(min = 1, max = 99) int denominator) {
        Fraction number = Fraction.of(numerator, denominator);
        assertThat(SprEntry.equivalents(number)).isNotEmpty().allSatisfy(entry -> {
            assertThat(SprEntry.problem(entry)).isEmpty();
            assertThat(SprEntry.accepts(number, entry)).isTrue();
            assertThat(Math.abs(SprEntry.value(entry).orElseThrow().toDouble() - number.toDouble()))
                    .isLessThanOrEqualTo(0.1);
        });
    }
}
