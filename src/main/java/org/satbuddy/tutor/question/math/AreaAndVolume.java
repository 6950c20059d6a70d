package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Area and volume. */
final class AreaAndVolume {

    private AreaAndVolume() {}

    static Draft measure(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> triangle(dice);
            case MEDIUM -> cylinder(dice);
            case HARD -> scaled(dice);
        };
    }

    private static Draft triangle(Dice dice) {
        int base = dice.between(4, 20);
        int height = dice.other(3, 15, base);
        Fraction key = Fraction.of((long) base * height, 2);
        return DraftBuilder.asking("A triangle has a base of length " + base + " inches and a height to that base of "
                        + height + " inches. What is the area of the triangle, in square inches?")
                .shownAs(v -> m(Tex.decimal(v)))
                .positive()
                .key(key)
                .wrong((long) base * height, "is the area of a rectangle, not divided by " + m(2))
                .wrong(base + height, "adds the lengths instead of multiplying them")
                .wrong(2L * (base + height), "is the perimeter of a rectangle")
                .because("The area is half of base times height: "
                        + m("\\frac{1}{2} \\cdot " + base + " \\cdot " + height + " = " + Tex.decimal(key)) + ".")
                .build();
    }

    private static Draft cylinder(Dice dice) {
        int radius = dice.between(3, 9);
        int height = dice.other(3, 12, radius, 2);
        boolean cone = dice.heads();
        if (cone) {
            height *= 3;
        }
        long full = (long) radius * radius * height;
        long key = cone ? full / 3 : full;
        return DraftBuilder.asking("A right circular " + (cone ? "cone" : "cylinder") + " has a radius of " + radius
                        + " centimeters and a height of " + height + " centimeters. Its volume is " + m("k\\pi")
                        + " cubic centimeters, where " + m("k") + " is a constant. What is the value of " + m("k")
                        + "?")
                .positive()
                .key(key)
                .wrong(
                        cone ? full : 2 * full,
                        cone ? "is the volume of a cylinder, not divided by " + m(3) : "is twice the volume")
                .wrong(cone ? (long) radius * height / 3 : (long) radius * height, "does not square the radius")
                .wrong(
                        Fraction.of((long) radius * height * height, cone ? 3 : 1),
                        "squares the height instead of the radius")
                .wrong(2L * radius * height, "doubles the radius instead of squaring it")
                .because(
                        cone
                                ? "The volume of a cone is " + m("\\frac{1}{3}\\pi r^2 h") + ", so "
                                        + m("k = \\frac{1}{3} \\cdot " + radius + "^2 \\cdot " + height + " = " + key)
                                        + "."
                                : "The volume of a cylinder is " + m("\\pi r^2 h") + ", so "
                                        + m("k = " + radius + "^2 \\cdot " + height + " = " + key) + ".")
                .build();
    }

    private static Draft scaled(Dice dice) {
        int factor = dice.between(2, 5);
        int volume = dice.between(3, 15);
        boolean solid = dice.heads();
        int key = volume * factor * factor * (solid ? factor : 1);
        String what = solid ? "volume" : "surface area";
        String unit = solid ? "cubic" : "square";
        return DraftBuilder.asking(
                        "Rectangular prism P is similar to rectangular prism Q, and each edge of prism Q is " + factor
                                + " times as long as the corresponding edge of prism P. The " + what + " of prism P is "
                                + volume * 6 + " " + unit + " meters. What is the " + what + " of prism Q, in " + unit
                                + " meters?")
                .positive()
                .key(6L * key)
                .wrong(6L * volume * factor, "multiplies by the factor only once, as for a length")
                .wrong(
                        6L * volume * factor * factor * (solid ? 1 : factor),
                        solid
                                ? "uses the square of the factor, as for an area"
                                : "uses the cube of the factor, as for a volume")
                .wrong(6L * volume + factor, "adds the factor instead of multiplying")
                .because("When lengths are multiplied by " + m(factor) + ", " + (solid ? "volumes" : "areas")
                        + " are multiplied by "
                        + m(factor + "^" + (solid ? 3 : 2) + " = " + factor * factor * (solid ? factor : 1))
                        + ". So the " + what + " is "
                        + m(factor * factor * (solid ? factor : 1) + " \\cdot " + volume * 6 + " = " + 6 * key) + ".")
                .build();
    }
}
