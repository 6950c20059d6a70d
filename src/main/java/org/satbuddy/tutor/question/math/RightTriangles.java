package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Right triangles and trigonometry. */
final class RightTriangles {

    private RightTriangles() {}

    private record Triple(int a, int b, int c) {}

    private static final List<Triple> TRIPLES = List.of(
            new Triple(3, 4, 5),
            new Triple(5, 12, 13),
            new Triple(8, 15, 17),
            new Triple(7, 24, 25),
            new Triple(20, 21, 29));

    static Draft triangle(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> pythagoras(dice);
            case MEDIUM -> ratio(dice);
            case HARD -> cofunction(dice);
        };
    }

    private static Draft pythagoras(Dice dice) {
        Triple triple = dice.pick(TRIPLES);
        int scale = dice.between(1, 4);
        int a = triple.a() * scale;
        int b = triple.b() * scale;
        int c = triple.c() * scale;
        boolean asksHypotenuse = dice.heads();
        int key = asksHypotenuse ? c : b;
        String given = asksHypotenuse
                ? "The legs of a right triangle have lengths " + a + " and " + b
                        + ". What is the length of the hypotenuse?"
                : "A right triangle has a hypotenuse of length " + c + " and a leg of length " + a
                        + ". What is the length of the other leg?";
        return DraftBuilder.asking(given)
                .positive()
                .key(key)
                .wrong(
                        asksHypotenuse ? a + b : c - a,
                        asksHypotenuse
                                ? "adds the lengths without squaring them"
                                : "subtracts the lengths without squaring them")
                .wrong((long) key * key, "is the square of the length")
                .wrong(asksHypotenuse ? b - a : c + a, "does not use the squares of the lengths")
                .because(
                        asksHypotenuse
                                ? "By the Pythagorean theorem, " + m("c^2 = " + a + "^2 + " + b + "^2 = " + c * c)
                                        + ", so " + m("c = " + c) + "."
                                : "By the Pythagorean theorem, " + m("b^2 = " + c + "^2 - " + a + "^2 = " + b * b)
                                        + ", so " + m("b = " + b) + ".")
                .build();
    }

    private static Draft ratio(Dice dice) {
        Triple triple = dice.pick(TRIPLES);
        int scale = dice.between(1, 3);
        int a = triple.a() * scale;
        int b = triple.b() * scale;
        int c = triple.c() * scale;
        String name = dice.pick(List.of("sin", "cos", "tan"));
        Fraction sine = Fraction.of(a, c);
        Fraction cosine = Fraction.of(b, c);
        Fraction tangent = Fraction.of(a, b);
        Fraction key = name.equals("sin") ? sine : name.equals("cos") ? cosine : tangent;
        String sides = name.equals("sin")
                ? "opposite leg over hypotenuse"
                : name.equals("cos") ? "adjacent leg over hypotenuse" : "opposite leg over adjacent leg";
        DraftBuilder builder = DraftBuilder.asking("In right triangle " + m("ABC") + ", angle " + m("C")
                        + " is the right angle, "
                        + m("BC = " + a) + ", and " + m("AC = " + b) + ". What is the value of " + m("\\" + name + " A")
                        + "?")
                .key(key);
        return builder.wrong(sine, "is the sine of " + m("A"))
                .wrong(cosine, "is the cosine of " + m("A"))
                .wrong(tangent, "is the tangent of " + m("A"))
                .wrong(Fraction.of(1).over(key), "is the ratio upside down")
                .because("The hypotenuse is " + m("AB = \\sqrt{" + a + "^2 + " + b + "^2} = " + c)
                        + ". Seen from angle "
                        + m("A") + ", the leg of length " + m(a) + " is opposite and the leg of length " + m(b)
                        + " is adjacent. The ratio is " + sides + ": " + m("\\" + name + " A = " + key.tex()) + ".")
                .build();
    }

    private static Draft cofunction(Dice dice) {
        int x = dice.between(6, 20);
        int a = dice.between(1, 3);
        int b = dice.nonZero(-4, 9);
        int c = dice.other(1, 3, a);
        int first = a * x + b;
        int d = 90 - first - c * x;
        return DraftBuilder.asking("The angles of measure " + m("(" + Tex.linear(a, "x", b) + ")^\\circ") + " and "
                        + m("(" + Tex.linear(c, "x", d) + ")^\\circ") + " are acute, and "
                        + m("\\sin(" + Tex.linear(a, "x", b) + ")^\\circ = \\cos(" + Tex.linear(c, "x", d) + ")^\\circ")
                        + ". What is the value of " + m("x") + "?")
                .key(x)
                .wrong(Fraction.of((long) d - b, a - c), "takes the two angles to be equal")
                .wrong(Fraction.of(180L - b - d, a + c), "takes the two angles to add up to " + m("180^\\circ"))
                .wrong(first, "is the measure of the first angle in degrees")
                .because("The sine of an acute angle equals the cosine of its complement, so the angles add up to "
                        + m("90^\\circ") + ": "
                        + m("(" + Tex.linear(a, "x", b) + ") + (" + Tex.linear(c, "x", d) + ") = 90") + ". Then "
                        + m(Tex.term(a + c, "x") + " = " + (90 - b - d)) + " and "
                        + m("x = " + x) + ".")
                .build();
    }

    /** Asks about special right triangles. The options contain roots. */
    static Draft special(Difficulty difficulty, Dice dice) {
        int n = dice.between(2, 12);
        if (difficulty == Difficulty.MEDIUM) {
            return DraftBuilder.asking("Each leg of an isosceles right triangle has length " + n
                            + ". What is the length of the hypotenuse?")
                    .key(m(n + "\\sqrt{2}"))
                    .wrong(m(n + "\\sqrt{3}"), "uses the ratio of another special triangle")
                    .wrong(m(2 * n), "adds the legs")
                    .wrong(
                            m("\\frac{" + n + "\\sqrt{2}}{2}"),
                            "divides by " + m("\\sqrt{2}") + " instead of multiplying")
                    .because("By the Pythagorean theorem, the square of the hypotenuse is "
                            + m(n + "^2 + " + n + "^2 = 2 \\cdot " + n + "^2") + ", so the hypotenuse is "
                            + m(n + "\\sqrt{2}") + ".")
                    .build();
        }
        return DraftBuilder.asking(
                        "An equilateral triangle has sides of length " + 2 * n + ". What is the area of the triangle?")
                .key(m(n * n + "\\sqrt{3}"))
                .wrong(m(2 * n * n + "\\sqrt{3}"), "does not divide by " + m(2))
                .wrong(m(n + "\\sqrt{3}"), "is the height of the triangle")
                .wrong(m(2 * n * n), "takes a side for the height and halves the product")
                .because("The height splits the base into two parts of length " + m(n) + ", so it is "
                        + m("\\sqrt{" + 2 * n + "^2 - " + n + "^2} = " + n + "\\sqrt{3}") + ". The area is "
                        + m("\\frac{1}{2} \\cdot " + 2 * n + " \\cdot " + n + "\\sqrt{3} = " + n * n + "\\sqrt{3}")
                        + ".")
                .build();
    }
}
