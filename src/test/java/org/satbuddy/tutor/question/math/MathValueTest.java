package org.satbuddy.tutor.question.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1/2; 0.5",
                "\\(\\frac{1}{2}\\); 0.50",
                "50%; 1/2",
                "\\(50\\%\\); .5",
                "\\(\\dfrac{6}{4}\\); 1.5",
                "1,250; 1250",
                "$12.50; \\(12.5\\)",
                "3\\frac{1}{2}; 7/2",
                "\\(2\\sqrt{3}\\); \\(\\sqrt{12}\\)",
                "\\(12\\pi\\); 12π",
                "\\(2^{3}\\); 8",
                "−4; -4",
                "\\(x^2 + 2x\\); \\(x(x + 2)\\)",
                "\\(2(x+3)\\); \\(6 + 2x\\)",
                "\\(y = 2x + 1\\); \\(y = 1 + 2x\\)",
                "\\(x \\le 3\\); \\(x \\leq 3\\)",
                "(1/2, 3); (0.5, 3)",
                "12 cm; 12.0 cm",
                "\\(12 \\text{ cm}\\); 12 cm",
                "The  mean; the mean",
                "\\(|{-3}|\\); 3",
                "\\(\\sqrt[3]{8}\\); 2"
            })
    void treatsTwoNotationsAsTheSame(String a, String b) {
        assertThat(MathValue.same(a, b)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "25; 25%",
                "12 cm; 12 m",
                "\\(2x + 3\\); \\(3x + 2\\)",
                "\\(x^2\\); \\(2x\\)",
                "(2, 3); (3, 2)",
                "x > 3; x \\ge 3",
                "was; saw",
                "\\(y = 2x + 1\\); \\(y = 2x - 1\\)",
                "1742,; 1742;",
                "ships it; ships, it",
                "No solution; Infinitely many solutions",
                "\\(2\\sqrt{3}\\); \\(3\\sqrt{2}\\)"
            })
    void distinguishesDifferentAnswers(String a, String b) {
        assertThat(MathValue.same(a, b)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"x = 5; 5", "\\(x = \\frac{3}{4}\\); 0.75", "35^\\circ; 35", "12 square feet; 12", "-7; -7"})
    void knowsTheNumberOfAnAnswer(String text, double number) {
        assertThat(MathValue.of(text).map(MathValue::number)).contains(OptionalDouble.of(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"The mean increases.", "", "ships; it", "\\(\\frac{1}{0}\\)", "((((", "\\(\\unknown{3}\\)"})
    void findsNoValueInProseOrNonsense(String text) {
        assertThat(MathValue.of(text)).isEmpty();
    }

    @Test
    void findsTheValuesInAnExplanation() {
        assertThat(MathValue.allIn("Divide by \\(3\\): \\(x = \\frac{12}{3} = 4\\). That is 25% of $16."))
                .extracting(value -> value.number().orElseThrow())
                .containsExactly(3.0, 4.0, 4.0, 0.25, 16.0);
    }

    @Test
    void boundsItsWorkOnDeepNesting() {
        assertThat(MathValue.of("(".repeat(140) + "1" + ")".repeat(140))).isEmpty();
        assertThat(MathValue.of("1+".repeat(5000) + "1")).isEmpty();
    }

    @Property(tries = 500)
    void readsAnyText(@ForAll String text) {
        assertThat(MathValue.same(text, text)).isTrue();
        MathValue.allIn(text);
    }
}
