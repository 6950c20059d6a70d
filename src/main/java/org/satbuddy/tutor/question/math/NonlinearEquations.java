package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.quadratic;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Nonlinear equations in one variable, and systems with one. */
final class NonlinearEquations {

    private NonlinearEquations() {}

    static Draft quadraticEquation(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> square(dice);
            case MEDIUM -> greaterRoot(dice);
            case HARD -> oneRoot(dice);
        };
    }

    private static Draft square(Dice dice) {
        int h = dice.nonZero(-9, 9);
        int r = dice.other(2, 12, Math.abs(h));
        int key = h + r;
        return DraftBuilder.asking("What is the greater solution to the equation "
                        + m("(" + linear(1, "x", -h) + ")^2 = " + r * r) + "?")
                .key(key)
                .wrong(h - r, "is the lesser solution")
                .wrong(r - h, "has the wrong sign in front of " + m(Math.abs(h)))
                .wrong(r, "is the square root of the right side alone")
                .wrong(h + r * r, "leaves out the square root")
                .because("Take the square root of both sides: " + m(linear(1, "x", -h) + " = \\pm " + r) + ". So "
                        + m("x = " + h + " \\pm " + r) + ", and the greater solution is " + m(key) + ".")
                .build();
    }

    private static Draft greaterRoot(Dice dice) {
        int p = dice.nonZero(-11, 9);
        int q = dice.other(p + 1, p + 9, 0, -p);
        int sum = p + q;
        return DraftBuilder.asking("What is the greater solution to the equation "
                        + m(quadratic(1, -sum, (long) p * q) + " = 0") + "?")
                .key(q)
                .wrong(p, "is the lesser solution")
                .wrong(-p, "has the wrong sign: it reads the numbers out of the factors without changing their signs")
                .wrong(-q, "has the wrong sign")
                .because("Factor the left side: "
                        + m("(" + linear(1, "x", -p) + ")(" + linear(1, "x", -q) + ") = 0") + ". The solutions are "
                        + m(p) + " and " + m(q) + ", and the greater one is " + m(q) + ".")
                .build();
    }

    private static Draft oneRoot(Dice dice) {
        int a = dice.pick(1, 2, 3, 4);
        int half = dice.nonZero(-7, 7) * a;
        int b = 2 * half;
        Fraction key = Fraction.of((long) half * half, a);
        return DraftBuilder.asking("In the equation " + m(quadratic(a, b, 0) + " + k = 0") + ", " + m("k")
                        + " is a constant. The equation has exactly one real solution. What is the value of " + m("k")
                        + "?")
                .key(key)
                .wrong((long) b * b, "is the square of the coefficient of " + m("x") + ", not divided by " + m("4a"))
                .wrong(key.negated(), "has the wrong sign")
                .wrong(Fraction.of((long) b * b, 2L * a), "divides by " + m("2a") + " instead of " + m("4a"))
                .wrong(Fraction.of(-b, 2L * a), "is the solution " + m("x") + ", not the constant")
                .because("There is exactly one real solution when the discriminant is zero: "
                        + m(Tex.bracketed(b) + "^2 - 4 \\cdot " + a + " \\cdot k = 0") + ". So "
                        + m("k = \\frac{" + (long) b * b + "}{" + 4 * a + "} = " + key.tex()) + ".")
                .build();
    }

    /** Asks for a solution of an equation with an absolute value or a square root. */
    static Draft inverse(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> absolute(dice);
            case MEDIUM -> root(dice);
            case HARD -> extraneous(dice);
        };
    }

    private static Draft absolute(Dice dice) {
        int h = dice.nonZero(-9, 9);
        int r = dice.other(2, 12, Math.abs(h));
        return DraftBuilder.asking("What is the greatest solution to the equation "
                        + m("|" + linear(1, "x", -h) + "| = " + r) + "?")
                .key(h + r)
                .wrong(h - r, "is the other solution")
                .wrong(r - h, "has the wrong sign in front of " + m(Math.abs(h)))
                .wrong(r, "leaves out the number inside the absolute value")
                .because("Either " + m(linear(1, "x", -h) + " = " + r) + " or " + m(linear(1, "x", -h) + " = " + -r)
                        + ", so " + m("x = " + (h - r)) + " or " + m("x = " + (h + r))
                        + ". The greatest solution is " + m(h + r) + ".")
                .build();
    }

    private static Draft root(Dice dice) {
        int a = dice.between(2, 6);
        int r = dice.between(3, 9);
        int x = dice.between(2, 9);
        if (a * x == r * r) {
            x++;
        }
        int b = r * r - a * x;
        return DraftBuilder.asking("What value of " + m("x") + " satisfies the equation "
                        + m("\\sqrt{" + linear(a, "x", b) + "} = " + r) + "?")
                .key(x)
                .wrong(Fraction.of(r - b, a), "does not square the right side")
                .wrong(Fraction.of(2L * r - b, a), "doubles the right side instead of squaring it")
                .wrong(r * r - b, "is not yet divided by " + m(a))
                .wrong(Fraction.of(r * r + b, a), "moves a constant without changing its sign")
                .because("Square both sides: " + m(linear(a, "x", b) + " = " + r * r) + ". Then "
                        + m(Tex.term(a, "x") + " = " + a * x) + " and " + m("x = " + x) + ".")
                .build();
    }

    private static Draft extraneous(Dice dice) {
        int r = dice.between(2, 7);
        int h = dice.between(1, 8);
        int x = r + h;
        int a = r * r - x;
        int other = 2 * h + 1 - x;
        return DraftBuilder.asking("What is the solution to the equation "
                        + m("\\sqrt{" + linear(1, "x", a) + "} = " + linear(1, "x", -h)) + "?")
                .key(x)
                .wrong(other, "solves the squared equation but makes the right side negative, so it is no solution")
                .wrong(-x, "has the wrong sign")
                .wrong(r, "is the value of each side, not of " + m("x"))
                .wrong(x + other, "is the sum of both solutions of the squared equation")
                .because("Square both sides: "
                        + m(linear(1, "x", a) + " = " + quadratic(1, -2L * h, (long) h * h)) + ", that is "
                        + m(quadratic(1, -2L * h - 1, (long) h * h - a) + " = 0") + ". Its solutions are " + m(other)
                        + " and " + m(x) + ". A square root is never negative, so " + m(linear(1, "x", -h))
                        + " must not be negative. That leaves " + m("x = " + x) + ".")
                .build();
    }

    /** Asks where a line meets a parabola. */
    static Draft lineAndParabola(Difficulty difficulty, Dice dice) {
        int p = dice.nonZero(-6, 4);
        int q = dice.other(p + 1, p + 7, 0, -p);
        int slope = difficulty == Difficulty.MEDIUM ? dice.between(1, 3) : dice.nonZero(-6, 6);
        int start = dice.nonZero(-9, 9);
        int b = slope - p - q;
        int c = start + p * q;
        boolean asksY = difficulty == Difficulty.HARD;
        int key = asksY ? slope * q + start : q;
        String asked = asksY ? "y" : "x";
        DraftBuilder builder = DraftBuilder.asking("The graphs of " + m("y = " + quadratic(1, b, c)) + " and "
                        + m("y = " + linear(slope, "x", start))
                        + " intersect at two points in the xy-plane. What is the "
                        + m(asked) + "-coordinate of the intersection point with the greater " + m("x")
                        + "-coordinate?")
                .key(key);
        if (asksY) {
            builder.wrong(slope * p + start, "belongs to the other intersection point")
                    .wrong(q, "is the " + m("x") + "-coordinate of the point");
        } else {
            builder.wrong(p, "belongs to the other intersection point")
                    .wrong(slope * q + start, "is the " + m("y") + "-coordinate of the point");
        }
        return builder.wrong(-key, "has the wrong sign")
                .wrong(start, "is the " + m("y") + "-intercept of the line")
                .because("At an intersection both expressions are equal: "
                        + m(quadratic(1, b, c) + " = " + linear(slope, "x", start)) + ", so "
                        + m(quadratic(1, -p - q, (long) p * q) + " = 0") + " and "
                        + m("(" + linear(1, "x", -p) + ")(" + linear(1, "x", -q) + ") = 0")
                        + ". The greater solution is " + m("x = " + q) + "."
                        + (asksY
                                ? " Put it into the line: "
                                        + m("y = " + slope + " \\cdot " + Tex.bracketed(q) + Tex.plus(start) + " = "
                                                + key)
                                        + "."
                                : ""))
                .build();
    }
}
