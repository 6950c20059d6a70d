package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Circles. */
final class Circles {

    private Circles() {}

    static Draft equation(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> radius(dice);
            case MEDIUM -> sector(dice);
            case HARD -> completedSquare(dice);
        };
    }

    private static Draft radius(Dice dice) {
        int h = dice.nonZero(-8, 8);
        int k = dice.nonZero(-8, 8);
        int r = dice.between(3, 12);
        boolean diameter = dice.heads();
        int key = diameter ? 2 * r : r;
        return DraftBuilder.asking("A circle in the xy-plane has the equation " + m(equation(h, k) + " = " + r * r)
                        + ". What is the " + (diameter ? "diameter" : "radius") + " of the circle?")
                .positive()
                .key(key)
                .wrong(diameter ? r : 2 * r, diameter ? "is the radius" : "is the diameter")
                .wrong(r * r, "is the square of the radius")
                .wrong(Fraction.of((long) r * r, 2), "halves the right side instead of taking its square root")
                .because("In " + m("(x - h)^2 + (y - k)^2 = r^2") + " the right side is the square of the radius, so "
                        + m("r = \\sqrt{" + r * r + "} = " + r)
                        + (diameter ? " and the diameter is " + m("2 \\cdot " + r + " = " + key) : "") + ".")
                .build();
    }

    private static String equation(int h, int k) {
        return Tex.shifted(h) + "^2 + " + Tex.shifted(k).replace('x', 'y') + "^2";
    }

    private static Draft sector(Dice dice) {
        int angle = dice.pick(30, 40, 45, 60, 72, 90, 120);
        int parts = 360 / angle;
        int r = parts * dice.between(1, 3);
        boolean area = dice.heads();
        Fraction key = area ? Fraction.of((long) r * r, parts) : Fraction.of(2L * r, parts);
        String what = area ? "area of the sector" : "length of the arc";
        return DraftBuilder.asking("In a circle with radius " + r + ", a central angle of " + m(angle + "^\\circ")
                        + (area ? " forms a sector" : " intercepts an arc") + ". The " + what + " is " + m("k\\pi")
                        + ", where " + m("k") + " is a constant. What is the value of " + m("k") + "?")
                .positive()
                .key(key)
                .wrong(area ? (long) r * r : 2L * r, "belongs to the whole circle")
                .wrong(
                        area ? Fraction.of(2L * r, parts) : Fraction.of((long) r * r, parts),
                        area ? "belongs to the length of the arc" : "belongs to the area of the sector")
                .wrong(
                        Fraction.of(r, parts),
                        area ? "does not square the radius" : "uses the radius instead of the diameter")
                .because("The angle is " + m("\\frac{" + angle + "}{360} = \\frac{1}{" + parts + "}")
                        + " of the whole turn, so the " + what + " is that part of "
                        + (area ? m("\\pi r^2 = " + r * r + "\\pi") : m("2\\pi r = " + 2 * r + "\\pi")) + ": "
                        + m("k = \\frac{" + (area ? r * r : 2 * r) + "}{" + parts + "} = " + key.tex()) + ".")
                .build();
    }

    private static Draft completedSquare(Dice dice) {
        int h = dice.nonZero(-7, 7);
        int k = dice.other(-7, 7, 0, h, -h);
        int r = dice.other(2, 11, Math.abs(h), Math.abs(k));
        int rest = r * r - h * h - k * k;
        String given = "x^2 + y^2" + Tex.plus(-2L * h, "x") + Tex.plus(-2L * k, "y") + " = " + rest;
        return DraftBuilder.asking(
                        "A circle in the xy-plane has the equation " + m(given) + ". What is the radius of the circle?")
                .positive()
                .key(r)
                .wrong(r * r, "is the square of the radius")
                .wrong(2 * r, "is the diameter")
                .wrong(Math.abs(rest), "takes the constant of the equation, before the squares are completed")
                .wrong(Math.abs(h) + Math.abs(k), "adds the coordinates of the center")
                .because("Complete both squares by adding " + m(h * h) + " and " + m(k * k) + " to both sides: "
                        + m(equation(h, k) + " = " + r * r) + ". The radius is " + m("\\sqrt{" + r * r + "} = " + r)
                        + ".")
                .build();
    }

    /** Asks for the center of a circle, or for its equation. */
    static Draft center(Difficulty difficulty, Dice dice) {
        int h = dice.nonZero(-9, 9);
        int k = dice.other(-9, 9, 0, h, -h);
        int r = dice.between(3, 9);
        if (difficulty == Difficulty.EASY) {
            return DraftBuilder.asking("A circle in the xy-plane has the equation " + m(equation(h, k) + " = " + r * r)
                            + ". What is the center of the circle?")
                    .key(Tex.point(h, k))
                    .wrong(
                            Tex.point(-h, -k),
                            "has the wrong signs: the equation contains " + m("x - h") + " and " + m("y - k"))
                    .wrong(Tex.point(k, h), "swaps the coordinates")
                    .wrong(Tex.point(h, -k), "has the wrong sign in the second coordinate")
                    .because("The center of " + m("(x - h)^2 + (y - k)^2 = r^2") + " is " + m("(h, k)")
                            + ". Here it is " + Tex.point(h, k) + ".")
                    .build();
        }
        return DraftBuilder.asking("A circle in the xy-plane has its center at " + Tex.point(h, k) + " and a radius of "
                        + r + ". Which equation represents the circle?")
                .key(m(equation(h, k) + " = " + r * r))
                .wrong(m(equation(-h, -k) + " = " + r * r), "has the wrong signs in the brackets")
                .wrong(m(equation(h, k) + " = " + 2 * r), "does not square the radius")
                .wrong(m(equation(-h, -k) + " = " + 2 * r), "has the wrong signs and does not square the radius")
                .because("Put " + m("h = " + h) + ", " + m("k = " + k) + ", and " + m("r = " + r) + " into "
                        + m("(x - h)^2 + (y - k)^2 = r^2") + ": " + m(equation(h, k) + " = " + r * r) + ".")
                .build();
    }
}
