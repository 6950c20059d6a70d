package org.satbuddy.tutor.question.math;

/**
 * An exact rational number in lowest terms with a positive denominator. Arithmetic that leaves the range of long throws
 * {@link ArithmeticException}.
 */
public record Fraction(long numerator, long denominator) implements Comparable<Fraction> {

    public static final Fraction ZERO = of(0);

    public Fraction {
        if (denominator == 0) {
            throw new ArithmeticException("Division by zero");
        }
        long divisor = gcd(Math.absExact(numerator), Math.absExact(denominator));
        long sign = denominator < 0 ? -1 : 1;
        numerator = sign * numerator / divisor;
        denominator = sign * denominator / divisor;
    }

    public static Fraction of(long whole) {
        return new Fraction(whole, 1);
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(numerator, denominator);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.max(a, 1) : gcd(b, a % b);
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                Math.addExact(
                        Math.multiplyExact(numerator, other.denominator),
                        Math.multiplyExact(other.numerator, denominator)),
                Math.multiplyExact(denominator, other.denominator));
    }

    public Fraction plus(long whole) {
        return plus(of(whole));
    }

    public Fraction minus(Fraction other) {
        return plus(other.negated());
    }

    public Fraction minus(long whole) {
        return minus(of(whole));
    }

    public Fraction times(Fraction other) {
        return new Fraction(
                Math.multiplyExact(numerator, other.numerator), Math.multiplyExact(denominator, other.denominator));
    }

    public Fraction times(long whole) {
        return times(of(whole));
    }

    public Fraction over(Fraction other) {
        return times(new Fraction(other.denominator, other.numerator));
    }

    public Fraction over(long whole) {
        return over(of(whole));
    }

    public Fraction negated() {
        return new Fraction(-numerator, denominator);
    }

    public boolean isWhole() {
        return denominator == 1;
    }

    public int signum() {
        return Long.signum(numerator);
    }

    @Override
    public int compareTo(Fraction other) {
        return minus(other).signum();
    }

    public double toDouble() {
        return (double) numerator / denominator;
    }

    /** Whether this number has a finite decimal expansion of at most {@code places} places. */
    public boolean isDecimal(int places) {
        long power = 1;
        for (int i = 0; i < places; i++) {
            power = Math.multiplyExact(power, 10);
        }
        return power % denominator == 0;
    }

    /** LaTeX without delimiters: {@code 7}, {@code -\frac{7}{2}}. */
    public String tex() {
        if (isWhole()) {
            return Long.toString(numerator);
        }
        return (numerator < 0 ? "-" : "") + "\\frac{" + Math.abs(numerator) + "}{" + denominator + "}";
    }

    /** As a student types it: {@code 7}, {@code -7/2}. */
    @Override
    public String toString() {
        return isWhole() ? Long.toString(numerator) : numerator + "/" + denominator;
    }
}
