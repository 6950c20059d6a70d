package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.two;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Systems of two linear equations in two variables. */
final class LinearSystems {

    private LinearSystems() {}

    static Draft solve(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> sumAndDifference(dice);
            case MEDIUM -> elimination(dice);
            case HARD -> noSolution(dice);
        };
    }

    private static Draft sumAndDifference(Dice dice) {
        int x = dice.nonZero(-9, 12);
        int y = dice.other(-9, 12, 0, x);
        boolean asksX = dice.heads();
        int s = x + y;
        int d = x - y;
        int key = asksX ? x : y;
        return DraftBuilder.asking("The solution to the system of equations "
                        + m("x + y = " + s) + " and " + m("x - y = " + d) + " is " + m("(x, y)")
                        + ". What is the value of " + m(asksX ? "x" : "y") + "?")
                .key(key)
                .wrong(asksX ? y : x, "is the value of the other variable")
                .wrong(2L * key, "is not yet divided by " + m(2))
                .wrong(asksX ? s : d, "is a constant of the system, not a solution")
                .wrong(-key, "has the wrong sign")
                .because((asksX
                                ? "Add the equations: " + m("2x = " + 2 * x)
                                : "Subtract the second equation from the first: " + m("2y = " + 2 * y))
                        + ". Divide by " + m(2) + ": " + m((asksX ? "x = " : "y = ") + key) + ".")
                .build();
    }

    private static Draft elimination(Dice dice) {
        int x = dice.nonZero(-6, 8);
        int y = dice.other(-6, 8, 0, x, -x);
        int a = dice.between(2, 5);
        int b = dice.nonZero(-5, 5);
        int d = dice.other(2, 7, a);
        int e = dice.other(-5, 5, 0, b, -b);
        if (a * e == b * d) {
            e = -e;
        }
        int c = a * x + b * y;
        int f = d * x + e * y;
        int key = x + y;
        return DraftBuilder.asking(
                        "The solution to the system of equations " + m(two(a, "x", b, "y") + " = " + c) + " and "
                                + m(two(d, "x", e, "y") + " = " + f) + " is " + m("(x, y)") + ". What is the value of "
                                + m("x + y") + "?")
                .key(key)
                .wrong(x - y, "is the value of " + m("x - y"))
                .wrong(x, "is the value of " + m("x") + " alone")
                .wrong(y, "is the value of " + m("y") + " alone")
                .wrong((long) x * y, "is the product of the two values")
                .because("Multiply the first equation by " + m(e) + " and the second by " + m(b)
                        + ", then subtract, so that " + m("y") + " is eliminated: "
                        + m(Tex.term((long) a * e - b * d, "x") + " = " + (c * e - f * b)) + ", so " + m("x = " + x)
                        + ". Put this into the first equation: " + m("y = " + y) + ". Then " + m("x + y = " + key)
                        + ".")
                .build();
    }

    private static Draft noSolution(Dice dice) {
        int a = dice.between(2, 6);
        int b = dice.other(2, 7, a);
        int factor = dice.between(2, 4);
        int c = dice.nonZero(-12, 12);
        int f = dice.other(-20, 20, factor * c, 0);
        int sign = dice.pick(1, -1);
        int key = sign * factor * b;
        return DraftBuilder.asking("In the system of equations " + m(two(a, "x", sign * b, "y") + " = " + c) + " and "
                        + m(factor * a + "x + ky = " + f) + ", " + m("k")
                        + " is a constant. If the system has no solution, what is the value of " + m("k") + "?")
                .key(key)
                .wrong(sign * b, "copies the coefficient without multiplying it by " + m(factor))
                .wrong(-key, "has the wrong sign")
                .wrong(Fraction.of(sign * b, factor), "divides by " + m(factor) + " instead of multiplying")
                .wrong((long) factor * a, "is the coefficient of " + m("x"))
                .because("The system has no solution when the lines are parallel and different. The coefficient of "
                        + m("x") + " in the second equation is " + m(factor) + " times that in the first, so the"
                        + " coefficient of " + m("y") + " must be too, while the constants " + m(factor * c) + " and "
                        + m(f) + " then differ. So "
                        + m("k = " + factor + " \\cdot " + Tex.bracketed(sign * b) + " = " + key)
                        + ".")
                .build();
    }
}
