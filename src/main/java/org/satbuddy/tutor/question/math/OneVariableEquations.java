package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.bracketed;
import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.plus;
import static org.satbuddy.tutor.question.math.Tex.term;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Linear equations in one variable. */
final class OneVariableEquations {

    private OneVariableEquations() {}

    /** Asks for x, or in hard questions for the coefficient that leaves no solution. */
    static Draft solve(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> twoSteps(dice);
            case MEDIUM -> bothSides(dice);
            case HARD -> noSolution(dice);
        };
    }

    private static Draft twoSteps(Dice dice) {
        int a = dice.between(2, 9);
        int x = dice.nonZero(-9, 9);
        int b = dice.nonZero(-12, 12);
        int c = a * x + b;
        return DraftBuilder.asking("If " + m(linear(a, "x", b) + " = " + c) + ", what is the value of " + m("x") + "?")
                .key(x)
                .wrong(
                        Fraction.of(c + b, a),
                        "comes from moving " + m(b) + " to the other side without changing its sign")
                .wrong(c - b, "is the value of " + m(term(a, "x")) + ", before dividing by " + m(a))
                .wrong(Fraction.of(c, a).minus(b), "comes from dividing only " + m(c) + " by " + m(a))
                .wrong(-x, "has the wrong sign")
                .because((b > 0 ? "Subtract " + m(b) + " from" : "Add " + m(-b) + " to") + " both sides: "
                        + m(term(a, "x") + " = " + (c - b)) + ". Divide both sides by " + m(a) + ": " + m("x = " + x)
                        + ".")
                .build();
    }

    private static Draft bothSides(Dice dice) {
        int a = dice.between(2, 7);
        int c = dice.other(2, 9, a);
        int x = dice.nonZero(-8, 8);
        int b = dice.nonZero(-6, 6);
        int d = a * (x + b) - c * x;
        String left = a + "(" + linear(1, "x", b) + ")";
        return DraftBuilder.asking("What value of " + m("x") + " is the solution to the equation "
                        + m(left + " = " + linear(c, "x", d)) + "?")
                .key(x)
                .wrong(
                        Fraction.of(d - b, a - c),
                        "comes from multiplying only " + m("x") + ", and not " + m(b) + ", by " + m(a))
                .wrong(Fraction.of(d - a * b, a + c), "comes from adding the " + m("x") + "-terms of both sides")
                .wrong(Fraction.of(d + a * b, a - c), "comes from moving a constant without changing its sign")
                .wrong(-x, "has the wrong sign")
                .because("Distribute on the left: " + m(linear(a, "x", a * b) + " = " + linear(c, "x", d))
                        + ". Collect the " + m("x") + "-terms on the left and the constants on the right: "
                        + m(term(a - c, "x") + " = " + (d - a * b)) + ". So " + m("x = " + x) + ".")
                .build();
    }

    private static Draft noSolution(Dice dice) {
        int a = dice.between(2, 6);
        int b = dice.other(2, 9, a);
        int c = dice.nonZero(-7, 7);
        int d = dice.other(-15, 15, a * c, 0);
        return DraftBuilder.asking("In the equation "
                        + m(a + "(" + linear(b, "x", c) + ") = kx" + plus(d)) + ", "
                        + m("k") + " is a constant. If the equation has no solution, what is the value of " + m("k")
                        + "?")
                .key(a * b)
                .wrong(b, "leaves out the factor " + m(a))
                .wrong(a + b, "comes from adding " + m(a) + " and " + m(b) + " instead of multiplying them")
                .wrong(a * c, "compares the constant terms instead of the coefficients of " + m("x"))
                .wrong(-a * b, "has the wrong sign")
                .because("Distribute on the left: " + m(linear(a * b, "x", a * c) + " = kx" + plus(d))
                        + ". A linear equation has no solution when the coefficients of " + m("x")
                        + " are equal and the constants are not. The constants " + m(a * c) + " and " + m(d)
                        + " differ, so the coefficients must be equal: " + m("k = " + a * b) + ".")
                .build();
    }

    /** Asks for the value of an expression, which can be found without x itself. */
    static Draft expression(Difficulty difficulty, Dice dice) {
        int a = dice.between(2, 9);
        int factor = difficulty == Difficulty.EASY ? 1 : dice.between(2, 4);
        int b = dice.nonZero(-11, 11);
        int e = dice.other(-11, 11, 0, b);
        int divisor = difficulty == Difficulty.HARD ? dice.between(2, 5) : 1;
        int right = dice.between(3, 15);
        int part = right * divisor - b;
        int key = factor * part + e;
        String given = linear(a, "x", b);
        String equation = (divisor == 1 ? given : "\\frac{" + given + "}{" + divisor + "}") + " = " + right;
        String wanted = linear(factor * a, "x", e);
        return DraftBuilder.asking("If " + m(equation) + ", what is the value of " + m(wanted) + "?")
                .key(key)
                .wrong(factor * right + e, "treats " + m(term(a, "x")) + " as if it were equal to " + m(right))
                .wrong(factor * part, "is the value of " + m(term(factor * a, "x")) + " alone")
                .wrong(part + e, "is the value of " + m(linear(a, "x", e)))
                .wrong(Fraction.of(part, a), "is the value of " + m("x"))
                .because((divisor == 1
                                ? ""
                                : "Multiply both sides by " + m(divisor) + ": " + m(given + " = " + right * divisor)
                                        + ". ")
                        + "Solve for " + m(term(a, "x")) + ": " + m(term(a, "x") + " = " + part) + ". Then "
                        + m(wanted + " = " + (factor == 1 ? Long.toString(part) : factor + " \\cdot " + bracketed(part))
                                + plus(e) + " = " + key)
                        + ".")
                .build();
    }
}
