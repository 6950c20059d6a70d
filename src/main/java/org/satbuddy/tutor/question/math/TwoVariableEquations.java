package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.bracketed;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.point;
import static org.satbuddy.tutor.question.math.Tex.two;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Linear equations in two variables and their lines. */
final class TwoVariableEquations {

    private TwoVariableEquations() {}

    /** Asks for an intercept or a slope of a line. */
    static Draft lines(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> intercept(dice);
            case MEDIUM -> perpendicular(dice);
            case HARD -> through(dice);
        };
    }

    private static Draft intercept(Dice dice) {
        int a = dice.nonZero(-7, 7);
        int b = dice.other(2, 7, Math.abs(a));
        int x = dice.nonZero(-6, 6);
        int c = a * b * x;
        boolean asksX = dice.heads();
        int xIntercept = b * x;
        int yIntercept = a * x;
        int key = asksX ? xIntercept : yIntercept;
        String asked = asksX ? "x" : "y";
        String other = asksX ? "y" : "x";
        int divisor = asksX ? a : b;
        return DraftBuilder.asking("The line with equation " + m(two(a, "x", b, "y") + " = " + c)
                        + " is graphed in the xy-plane. What is the " + m(asked) + "-coordinate of the " + m(asked)
                        + "-intercept of the line?")
                .key(key)
                .wrong(asksX ? yIntercept : xIntercept, "belongs to the other intercept")
                .wrong(-key, "has the wrong sign")
                .wrong(
                        Fraction.of(asksX ? -b : -a, asksX ? a : b),
                        "confuses the intercept with a ratio of the coefficients")
                .wrong(c, "is the constant on the right side, not divided by the coefficient")
                .because("At the " + m(asked) + "-intercept, " + m(other + " = 0") + ", so "
                        + m(Tex.term(divisor, asked) + " = " + c) + " and " + m(asked + " = " + key) + ".")
                .build();
    }

    private static Draft perpendicular(Dice dice) {
        int a = dice.nonZero(-9, 9);
        int b = dice.other(2, 9, Math.abs(a));
        int c = dice.nonZero(-20, 20);
        boolean parallel = dice.heads();
        Fraction slope = Fraction.of(-a, b);
        Fraction normal = Fraction.of(b, a);
        Fraction key = parallel ? slope : normal;
        return DraftBuilder.asking(
                        "Line " + m("\\ell") + " is defined by " + m(two(a, "x", b, "y") + " = " + c) + ". Line "
                                + m("p") + " is " + (parallel ? "parallel" : "perpendicular") + " to line " + m("\\ell")
                                + " in the xy-plane. What is the slope of line " + m("p") + "?")
                .key(key)
                .wrong(key.negated(), "has the wrong sign")
                .wrong(
                        parallel ? normal : slope,
                        parallel
                                ? "is the slope of a perpendicular line"
                                : "is the slope of line " + m("\\ell") + " itself")
                .wrong(
                        (parallel ? normal : slope).negated(),
                        "turns the fraction upside down or changes its sign where it must not")
                .because("Solve for " + m("y") + " to see the slope of line " + m("\\ell") + ": "
                        + m("y = " + Tex.term(slope, "x") + (c > 0 ? " + " : " - ")
                                + Fraction.of(Math.abs(c), b).tex())
                        + ", so its slope is " + m(slope) + ". "
                        + (parallel
                                ? "Parallel lines have equal slopes, so the slope of line " + m("p") + " is " + m(key)
                                        + "."
                                : "The slopes of perpendicular lines have the product " + m(-1)
                                        + ", so the slope of line " + m("p") + " is " + m(key) + "."))
                .build();
    }

    private static Draft through(Dice dice) {
        int rise = dice.nonZero(-5, 5);
        int run = dice.other(1, 5, Math.abs(rise));
        int b = dice.nonZero(-9, 9);
        int x = rise * dice.nonZero(-3, 3);
        int y = dice.nonZero(-9, 9);
        Fraction slope = Fraction.of(rise, run);
        Fraction normal = Fraction.of(-run, rise);
        Fraction key = Fraction.of(y).minus(normal.times(x));
        return DraftBuilder.asking("In the xy-plane, line " + m("p") + " passes through the point " + point(x, y)
                        + " and is perpendicular to the line with equation "
                        + m("y = " + Tex.term(slope, "x") + Tex.plus(b)) + ". What is the " + m("y")
                        + "-coordinate of the " + m("y") + "-intercept of line " + m("p") + "?")
                .key(key)
                .wrong(Fraction.of(y).minus(slope.times(x)), "belongs to the parallel line through the point")
                .wrong(
                        Fraction.of(y).plus(normal.times(x)),
                        "adds the product of slope and " + m("x") + " instead of subtracting it")
                .wrong(b, "is the " + m("y") + "-intercept of the given line")
                .wrong(y, "is the " + m("y") + "-coordinate of the given point")
                .because("The given line has slope " + m(slope) + ", so line " + m("p") + " has slope " + m(normal)
                        + ". Put the point into " + m("y = " + Tex.term(normal, "x") + " + b") + ": "
                        + m(y + " = " + bracketed(normal) + " \\cdot " + bracketed(x) + " + b") + ", so "
                        + m("b = " + y + " - " + bracketed(normal.times(x)) + " = " + key.tex()) + ".")
                .build();
    }

    /** Asks for the equation that models a purchase. */
    static Draft model(Difficulty difficulty, Dice dice) {
        record Goods(String first, String second) {}
        Goods goods = dice.pick(List.of(
                new Goods("notebooks", "pens"),
                new Goods("adult tickets", "child tickets"),
                new Goods("sandwiches", "salads"),
                new Goods("rolls of tape", "sheets of cardboard")));
        int p = dice.between(5, 14);
        int pack = difficulty == Difficulty.EASY ? 1 : dice.between(2, 6);
        int coefficient = pack * p;
        int q = dice.other(2, 12, p, coefficient);
        int total = coefficient * dice.between(2, 5) + q * dice.between(2, 6);
        String bought = pack == 1 ? goods.first() : "packs of " + pack + " " + goods.first();
        String prices = (pack == 1 ? "The " : "Each pack contained " + pack + " ") + goods.first()
                + (pack == 1 ? " cost $" : " at $") + p + " apiece, and the " + goods.second() + " cost $" + q
                + " apiece.";
        DraftBuilder builder = DraftBuilder.asking(
                        "A club spent a total of $" + total + " on " + m("x") + " " + bought + " and " + m("y") + " "
                                + goods.second() + ". " + prices + " Which equation represents this situation?")
                .key(m(two(coefficient, "x", q, "y") + " = " + total))
                .wrong(m(two(q, "x", coefficient, "y") + " = " + total), "swaps the two prices");
        if (pack == 1) {
            builder.wrong(m("x + y = " + total), "counts the things and not their prices");
        } else {
            builder.wrong(m(two(p, "x", q, "y") + " = " + total), "takes a pack to cost as much as a single one");
        }
        return builder.wrong(
                        m("\\frac{x}{" + coefficient + "} + \\frac{y}{" + q + "} = " + total),
                        "divides by the prices instead of multiplying")
                .because((pack == 1
                                ? "The " + bought
                                : "Each pack costs " + m(pack + " \\cdot " + p + " = " + coefficient)
                                        + " dollars, so the " + bought)
                        + " cost " + m(Tex.term(coefficient, "x")) + " dollars together, and the " + goods.second()
                        + " cost " + m(Tex.term(q, "y")) + " dollars. The sum is the total: "
                        + m(two(coefficient, "x", q, "y") + " = " + total) + ".")
                .build();
    }
}
