package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.plus;
import static org.satbuddy.tutor.question.math.Tex.quadratic;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Equivalent expressions. */
final class EquivalentExpressions {

    private EquivalentExpressions() {}

    /** Asks for a coefficient of an expanded product. */
    static Draft coefficient(Difficulty difficulty, Dice dice) {
        int a = difficulty == Difficulty.EASY ? 1 : dice.between(2, 5);
        int c = difficulty == Difficulty.EASY ? 1 : dice.between(2, 4);
        int b = dice.nonZero(-8, 8);
        int d = dice.other(-8, 8, 0, b, -b);
        if (difficulty == Difficulty.HARD) {
            return differenceOfSquares(a, b, c, d);
        }
        int key = a * d + b * c;
        String product = "(" + linear(a, "x", b) + ")(" + linear(c, "x", d) + ")";
        return DraftBuilder.asking("The expression " + m(product) + " is equivalent to "
                        + m(quadratic((long) a * c, 0, 0) + " + kx" + plus((long) b * d)) + ", where " + m("k")
                        + " is a constant. What is the value of " + m("k") + "?")
                .key(key)
                .wrong((long) b * d, "is the constant term")
                .wrong((long) a * d - b * c, "subtracts the two middle products instead of adding them")
                .wrong(b + d == key ? -key : b + d, "does not come from the two middle products with their signs")
                .wrong((long) a * d, "is only one of the two middle products")
                .because("Multiply each term of one factor by each term of the other. The terms in " + m("x") + " are "
                        + m(Tex.term((long) a * d, "x")) + " and " + m(Tex.term((long) b * c, "x"))
                        + ". Their coefficients add up to "
                        + m("k = " + a * d + " + " + Tex.bracketed((long) b * c) + " = " + key) + ".")
                .build();
    }

    private static Draft differenceOfSquares(int a, int b, int c, int d) {
        int key = 2 * a * b - 2 * c * d;
        long square = (long) a * a - c * c;
        long constant = (long) b * b - d * d;
        String lead = square == 0 ? "kx" : quadratic(square, 0, 0) + " + kx";
        return DraftBuilder.asking("The expression "
                        + m("(" + linear(a, "x", b) + ")^2 - (" + linear(c, "x", d) + ")^2") + " is equivalent to "
                        + m(lead + plus(constant)) + ", where " + m("k") + " is a constant. What is the value of "
                        + m("k") + "?")
                .key(key)
                .wrong(2L * a * b + 2L * c * d, "adds the middle term of the second square instead of subtracting it")
                .wrong((long) a * b - (long) c * d, "leaves out the factor " + m(2) + " of the middle terms")
                .wrong(0, "squares the terms one by one, as if there were no middle terms")
                .wrong(2L * a * b, "is the middle term of the first square alone")
                .because("The square of a sum has a middle term of twice the product of its parts. The first square"
                        + " contains " + m(Tex.term(2L * a * b, "x")) + " and the second "
                        + m(Tex.term(2L * c * d, "x")) + ". Subtract: "
                        + m("k = " + 2 * a * b + " - " + Tex.bracketed(2L * c * d) + " = " + key) + ".")
                .build();
    }

    /** Asks for the exponent of a simplified power. */
    static Draft exponent(Difficulty difficulty, Dice dice) {
        int a = dice.between(3, 9);
        int b = dice.other(2, 9, a);
        return switch (difficulty) {
            case EASY ->
                DraftBuilder.asking("If " + m("x^{" + a + "} \\cdot x^{" + b + "} = x^k")
                                + " for all positive values of " + m("x") + ", what is the value of " + m("k") + "?")
                        .key(a + b)
                        .wrong((long) a * b, "multiplies the exponents, which is the rule for a power of a power")
                        .wrong(Math.abs(a - b), "subtracts the exponents, which is the rule for a quotient")
                        .wrong(2L * (a + b), "counts the base twice")
                        .because("To multiply powers of the same base, add the exponents: "
                                + m("k = " + a + " + " + b + " = " + (a + b)) + ".")
                        .build();
            case MEDIUM -> {
                int c = dice.between(2, 9);
                int key = a * b - c;
                yield DraftBuilder.asking("If " + m("\\frac{(x^{" + a + "})^{" + b + "}}{x^{" + c + "}} = x^k")
                                + " for all positive values of " + m("x") + ", what is the value of " + m("k") + "?")
                        .key(key)
                        .wrong(a + b - c, "adds the exponents of the power of a power instead of multiplying them")
                        .wrong((long) a * b + c, "adds the exponent of the denominator instead of subtracting it")
                        .wrong(Fraction.of((long) a * b, c), "divides the exponents instead of subtracting them")
                        .because("A power of a power multiplies the exponents: "
                                + m("(x^{" + a + "})^{" + b + "} = x^{" + a * b + "}")
                                + ". A quotient subtracts them: " + m("k = " + a * b + " - " + c + " = " + key) + ".")
                        .build();
            }
            case HARD -> {
                int root = dice.between(2, 5);
                int inner = dice.other(2, 9, root, 2 * root);
                int other = dice.between(2, 4);
                Fraction key = Fraction.of(inner, root).plus(other);
                String radical = (root == 2 ? "\\sqrt{" : "\\sqrt[" + root + "]{") + "x^{" + inner + "}}";
                yield DraftBuilder.asking("If " + m("x^{" + other + "} \\cdot " + radical + " = x^k")
                                + " for all positive values of " + m("x") + ", what is the value of " + m("k") + "?")
                        .key(key)
                        .wrong(
                                Fraction.of(root, inner).plus(other),
                                "turns the fraction upside down: the index of the root is the denominator")
                        .wrong(Fraction.of(inner, root).times(other), "multiplies the exponents instead of adding them")
                        .wrong(Fraction.of(inner + other, root), "puts both powers under the root")
                        .because("The root is a fractional exponent: "
                                + m(radical + " = x^{" + inner + "/" + root + "}")
                                + ". To multiply powers of the same base, add the exponents: "
                                + m("k = " + other + " + \\frac{" + inner + "}{" + root + "} = " + key.tex()) + ".")
                        .build();
            }
        };
    }

    /** Asks for the expression that is equivalent to a given one. */
    static Draft rewrite(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> distribute(dice);
            case MEDIUM -> factor(dice);
            case HARD -> cancel(dice);
        };
    }

    private static Draft distribute(Dice dice) {
        int a = dice.between(3, 8);
        int b = dice.between(2, 6);
        int c = dice.nonZero(-7, 7);
        int d = dice.other(2, 9, a * b, b);
        return DraftBuilder.asking("Which expression is equivalent to "
                        + m(a + "(" + linear(b, "x", c) + ") - " + Tex.term(d, "x")) + "?")
                .key(m(linear((long) a * b - d, "x", (long) a * c)))
                .wrong(m(linear((long) a * b - d, "x", c)), "multiplies only the first term in the brackets")
                .wrong(m(linear((long) a * b + d, "x", (long) a * c)), "adds the last term instead of subtracting it")
                .wrong(m(linear((long) a * b - d, "x", (long) -a * c)), "has the wrong sign in the constant term")
                .because("Distribute: " + m(linear((long) a * b, "x", (long) a * c) + " - " + Tex.term(d, "x"))
                        + ". Combine the terms in " + m("x") + ": "
                        + m(linear((long) a * b - d, "x", (long) a * c)) + ".")
                .build();
    }

    private static Draft factor(Dice dice) {
        int p = dice.nonZero(-9, 9);
        int q = dice.other(-9, 9, 0, p, -p);
        return DraftBuilder.asking("Which expression is equivalent to " + m(quadratic(1, p + q, (long) p * q)) + "?")
                .key(m(factors(p, q)))
                .wrong(m(factors(-p, -q)), "has the opposite sign in the middle term")
                .wrong(m(factors(p, -q)), "has the opposite sign in the constant term")
                .wrong(m(factors(-p, q)), "has both the middle and the constant term wrong")
                .because("Two numbers with the product " + m((long) p * q) + " and the sum " + m(p + q) + " are " + m(p)
                        + " and " + m(q) + ", so the expression is " + m(factors(p, q)) + ".")
                .build();
    }

    private static String factors(int p, int q) {
        return "(" + linear(1, "x", p) + ")(" + linear(1, "x", q) + ")";
    }

    private static Draft cancel(Dice dice) {
        int p = dice.nonZero(-8, 8);
        int q = dice.other(-8, 8, 0, p, -p);
        int a = dice.between(2, 5);
        String top = quadratic(a, (long) a * (p + q), (long) a * p * q);
        String bottom = linear(1, "x", p);
        return DraftBuilder.asking("Which expression is equivalent to " + m("\\frac{" + top + "}{" + bottom + "}")
                        + " for " + m("x \\ne " + -p) + "?")
                .key(m(a + "(" + linear(1, "x", q) + ")"))
                .wrong(m(linear(1, "x", q)), "loses the common factor " + m(a))
                .wrong(m(a + "(" + linear(1, "x", -q) + ")"), "has the wrong sign inside the brackets")
                .wrong(m(a + "(" + linear(1, "x", p) + ")"), "keeps the factor that is cancelled")
                .because("Factor the numerator: " + m(a + factors(p, q)) + ". The factor " + m("(" + bottom + ")")
                        + " cancels, and " + m(a + "(" + linear(1, "x", q) + ")") + " is left.")
                .build();
    }
}
