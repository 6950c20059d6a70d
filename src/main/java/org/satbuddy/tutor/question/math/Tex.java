package org.satbuddy.tutor.question.math;

import java.util.Locale;

/** Writes mathematics in LaTeX. */
final class Tex {

    private Tex() {}

    /** Puts the delimiters of running text around a formula. */
    static String m(String formula) {
        return "\\(" + formula + "\\)";
    }

    static String m(long number) {
        return m(Long.toString(number));
    }

    static String m(Fraction number) {
        return m(number.tex());
    }

    /** {@code 3x + 5}, {@code -x}, {@code 5}. */
    static String linear(long a, String variable, long b) {
        if (a == 0) {
            return Long.toString(b);
        }
        return term(a, variable) + plus(b);
    }

    /** {@code 2x^2 - x + 3}; zero terms are left out. */
    static String quadratic(long a, long b, long c) {
        String square = a == 0 ? "" : term(a, "x^2");
        if (b == 0) {
            return square + plus(c);
        }
        return square.isEmpty() ? linear(b, "x", c) : square + plus(b, "x") + plus(c);
    }

    /** {@code 3x - 2y}. */
    static String two(long a, String x, long b, String y) {
        return a == 0 ? term(b, y) : term(a, x) + plus(b, y);
    }

    /** {@code 4x}, {@code x}, {@code -x}. */
    static String term(long a, String variable) {
        if (a == 1) {
            return variable;
        }
        return a == -1 ? "-" + variable : a + variable;
    }

    /** {@code \frac{2}{3}x}. */
    static String term(Fraction a, String variable) {
        return a.isWhole() ? term(a.numerator(), variable) : a.tex() + variable;
    }

    /** A further term of a sum: {@code " + 4x"}, {@code " - x"}, or nothing for zero. */
    static String plus(long a, String variable) {
        if (a == 0) {
            return "";
        }
        return (a < 0 ? " - " : " + ") + term(Math.abs(a), variable);
    }

    static String plus(long b) {
        if (b == 0) {
            return "";
        }
        return (b < 0 ? " - " : " + ") + Math.abs(b);
    }

    /** A number that may follow an operator: in brackets if it is negative, as in {@code (-3)}. */
    static String bracketed(long number) {
        return number < 0 ? "(" + number + ")" : Long.toString(number);
    }

    static String bracketed(Fraction number) {
        return number.signum() < 0 ? "(" + number.tex() + ")" : number.tex();
    }

    /** {@code (x - h)}. */
    static String shifted(long h) {
        return h == 0 ? "x" : "(x" + plus(-h) + ")";
    }

    /** {@code (x, y)} with delimiters. */
    static String point(long x, long y) {
        return m("(" + x + ", " + y + ")");
    }

    /** An amount in dollars, which must be in whole cents. Cents are shown if there are any. */
    static String dollars(Fraction amount) {
        return amount.isWhole()
                ? String.format(Locale.ROOT, "$%,d", amount.numerator())
                : String.format(Locale.ROOT, "$%,.2f", amount.toDouble());
    }

    /** The shortest decimal if four decimal places are enough, otherwise a fraction. */
    static String decimal(Fraction number) {
        if (number.isWhole() || !number.isDecimal(4)) {
            return number.tex();
        }
        return java.math.BigDecimal.valueOf(number.numerator())
                .divide(java.math.BigDecimal.valueOf(number.denominator()))
                .toPlainString();
    }

    static String percent(Fraction number) {
        return m(decimal(number) + "\\%");
    }
}
