package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Lines, angles, and triangles. */
final class AnglesAndTriangles {

    private AnglesAndTriangles() {}

    static Draft angles(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> thirdAngle(dice);
            case MEDIUM -> parallelLines(dice);
            case HARD -> similar(dice);
        };
    }

    private static Draft thirdAngle(Dice dice) {
        int a = dice.between(25, 80);
        int b = dice.other(25, 80, a, 90 - a);
        int key = 180 - a - b;
        return DraftBuilder.asking(
                        "In triangle " + m("ABC") + ", the measure of angle " + m("A") + " is " + m(a + "^\\circ")
                                + " and the measure of angle " + m("B") + " is " + m(b + "^\\circ")
                                + ". What is the measure, in degrees, of angle " + m("C") + "?")
                .positive()
                .key(key)
                .wrong(a + b, "is the sum of the two given angles")
                .wrong(180 - a, "subtracts only one of the given angles")
                .wrong(180 - b, "subtracts only one of the given angles")
                .wrong(360 - a - b, "uses " + m("360^\\circ") + ", the sum of the angles of a quadrilateral")
                .because("The angles of a triangle add up to " + m("180^\\circ") + ", so angle " + m("C") + " measures "
                        + m("180 - " + a + " - " + b + " = " + key) + " degrees.")
                .build();
    }

    private static Draft parallelLines(Dice dice) {
        int x = dice.between(8, 24);
        int a = dice.between(2, 4);
        int b = dice.nonZero(-9, 20);
        boolean equal = dice.heads();
        int first = a * x + b;
        int c = a + dice.between(1, 2);
        int second = equal ? first : 180 - first;
        int d = second - c * x;
        int key = x;
        String relation = equal
                ? "They are corresponding angles, which are equal."
                : "They are angles between the parallel lines on the same side of the third line, which add up to "
                        + m("180^\\circ") + ".";
        String names = equal ? "corresponding angles" : "same-side interior angles";
        Fraction mistaken = equal ? Fraction.of(180 - b - d, a + c) : Fraction.of((long) d - b, a - c);
        return DraftBuilder.asking("Two parallel lines are cut by a third line. Two " + names + " measure "
                        + m("(" + linear(a, "x", b) + ")^\\circ") + " and " + m("(" + linear(c, "x", d) + ")^\\circ")
                        + ". What is the value of " + m("x") + "?")
                .positive()
                .key(key)
                .wrong(
                        mistaken,
                        equal ? "takes the angles to add up to " + m("180^\\circ") : "takes the angles to be equal")
                .wrong(first, "is the measure of the first angle in degrees, not " + m("x"))
                .wrong(Fraction.of(90 - b, a), "takes the first angle for a right angle")
                .because(relation + " So "
                        + (equal
                                ? m(linear(a, "x", b) + " = " + linear(c, "x", d)) + ", that is "
                                        + m(Tex.term(c - a, "x") + " = " + (b - d))
                                : m("(" + linear(a, "x", b) + ") + (" + linear(c, "x", d) + ") = 180") + ", that is "
                                        + m(Tex.term(a + c, "x") + " = " + (180 - b - d)))
                        + ", and " + m("x = " + key) + ".")
                .build();
    }

    private static Draft similar(Dice dice) {
        int p = dice.between(2, 5);
        int q = dice.other(p + 1, 9, 2 * p);
        int side = dice.between(2, 7);
        int other = dice.other(3, 11, side);
        int ab = p * side;
        int de = q * side;
        int bc = p * other;
        int key = q * other;
        return DraftBuilder.asking("Triangle " + m("ABC") + " is similar to triangle " + m("DEF") + ", where " + m("A")
                        + ", "
                        + m("B") + ", and " + m("C") + " correspond to " + m("D") + ", " + m("E") + ", and " + m("F")
                        + ", respectively. If " + m("AB = " + ab) + ", " + m("DE = " + de) + ", and " + m("BC = " + bc)
                        + ", what is the length of " + m("\\overline{EF}") + "?")
                .positive()
                .key(key)
                .wrong(bc + de - ab, "adds the difference of the sides instead of multiplying by their ratio")
                .wrong(Fraction.of((long) bc * ab, de), "uses the ratio upside down")
                .wrong(de, "is the length of " + m("\\overline{DE}"))
                .wrong((long) bc * q, "multiplies by one number of the ratio without dividing by the other")
                .because("Corresponding sides have the same ratio: "
                        + m("\\frac{EF}{BC} = \\frac{DE}{AB} = \\frac{" + de + "}{" + ab + "} = "
                                + Fraction.of(q, p).tex())
                        + ". So "
                        + m("EF = " + bc + " \\cdot " + Fraction.of(q, p).tex() + " = " + key) + ".")
                .build();
    }
}
