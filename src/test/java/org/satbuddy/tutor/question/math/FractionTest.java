package org.satbuddy.tutor.question.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FractionTest {

    @Test
    void isKeptInLowestTermsWithAPositiveDenominator() {
        assertThat(Fraction.of(6, -8)).isEqualTo(Fraction.of(-3, 4)).hasToString("-3/4");
        assertThat(Fraction.of(0, -5)).isEqualTo(Fraction.ZERO).hasToString("0");
        assertThat(Fraction.of(-7, 2).tex()).isEqualTo("-\\frac{7}{2}");
    }

    @Test
    void refusesToDivideByZero() {
        assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesToOverflow() {
        assertThatThrownBy(() -> Fraction.of(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Property(tries = 300)
    void computesLikeRationalNumbers(
            @ForAll @IntRange(min = -99, max = 99) int a,
            @ForAll @IntRange(min = 1, max = 99) int b,
            @ForAll @IntRange(min = -99, max = 99) int c,
            @ForAll @IntRange(min = 1, max = 99) int d) {
        Fraction x = Fraction.of(a, b);
        Fraction y = Fraction.of(c, d);
        assertThat(x.plus(y).minus(y)).isEqualTo(x);
        assertThat(x.plus(y)).isEqualTo(Fraction.of((long) a * d + (long) c * b, (long) b * d));
        assertThat(x.times(y)).isEqualTo(y.times(x));
        assertThat(x.compareTo(y)).isEqualTo(Integer.signum(a * d - c * b));
        if (c != 0) {
            assertThat(x.over(y).times(y)).isEqualTo(x);
        }
    }
}
