package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.point;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Linear inequalities in one or two variables. */
final class LinearInequalities {

    private LinearInequalities() {}

    /** Asks for the greatest or least number that satisfies an inequality. */
    static Draft bounds(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> greatest(dice);
            case MEDIUM -> budget(dice);
            case HARD -> turnedSign(dice);
        };
    }

    private static Draft greatest(Dice dice) {
        int a = dice.between(2, 9);
        int b = dice.nonZero(-15, 15);
        int key = dice.between(2, 14);
        int c = a * key + b;
        return DraftBuilder.asking("What is the greatest value of " + m("x") + " that satisfies the inequality "
                        + m(linear(a, "x", b) + " \\le " + c) + "?")
                .key(key)
                .wrong(Fraction.of(c + b, a), "moves " + m(b) + " to the other side without changing its sign")
                .wrong(c - b, "is not yet divided by " + m(a))
                .wrong(key - 1, "would be the greatest whole number if the two sides could not be equal")
                .wrong(key + 1, "makes the left side greater than " + m(c))
                .because((b > 0 ? "Subtract " + m(b) + " from" : "Add " + m(-b) + " to") + " both sides: "
                        + m(Tex.term(a, "x") + " \\le " + (c - b)) + ". Divide by the positive number " + m(a) + ": "
                        + m("x \\le " + key) + ". The greatest such value is " + m(key) + ".")
                .build();
    }

    private static Draft budget(Dice dice) {
        int price = dice.between(7, 19);
        int fee = dice.between(15, 60);
        int key = dice.between(6, 25);
        int left = dice.between(1, price - 1);
        int budget = fee + price * key + left;
        return DraftBuilder.asking("Dana has $" + budget + " to spend on a workshop. The room costs $" + fee
                        + ", and the material costs $" + price
                        + " for each participant. What is the greatest number of participants that Dana can pay for?")
                .counting()
                .key(key)
                .wrong(key + 1, "rounds up, which would cost more than $" + budget)
                .wrong(budget / price, "forgets the cost of the room")
                .wrong((budget + fee) / price, "adds the cost of the room to the budget instead of subtracting it")
                .because("With " + m("n") + " participants the cost is " + m(fee + " + " + price + "n \\le " + budget)
                        + ", so " + m(price + "n \\le " + (budget - fee)) + ". Since "
                        + m(price + " \\cdot " + key + " = " + price * key) + " is not more than " + m(budget - fee)
                        + " and " + m(price + " \\cdot " + (key + 1) + " = " + price * (key + 1))
                        + " is more, the greatest whole number is " + m(key) + ".")
                .build();
    }

    private static Draft turnedSign(Dice dice) {
        int a = dice.between(2, 7);
        int x = dice.between(-6, 8);
        int b = dice.nonZero(-12, 12);
        int over = dice.between(1, a - 1);
        int c = b - a * x + over;
        int key = x;
        return DraftBuilder.asking("What is the least integer " + m("x") + " that satisfies the inequality "
                        + m(b + " - " + a + "x < " + c) + "?")
                .key(key)
                .wrong(key - 1, "is the greatest integer that does not satisfy the inequality")
                .wrong(-key, "has the wrong sign")
                .wrong(key + 1, "satisfies the inequality but is not the least such integer")
                .wrong(c - b, "is not yet divided by the coefficient of " + m("x"))
                .because("Subtract " + m(b) + " from both sides: " + m("-" + a + "x < " + (c - b))
                        + ". Dividing by " + m(-a) + " turns the sign around: "
                        + m("x > " + Fraction.of(b - c, a).tex())
                        + ". The least integer greater than " + m(Fraction.of(b - c, a)) + " is " + m(key) + ".")
                .build();
    }

    /** Asks for the point that satisfies a system of two inequalities. */
    static Draft points(Difficulty difficulty, Dice dice) {
        int a = dice.between(1, 3);
        int b = dice.between(-6, -1);
        int c = -dice.between(1, difficulty == Difficulty.HARD ? 3 : 2);
        int d = dice.between(8, 14);
        String system = m("y > " + linear(a, "x", b)) + " and " + m("y < " + linear(c, "x", d));
        int x = dice.pick(List.of(-1, 0, 1));
        int low = a * x + b;
        int high = c * x + d;
        int y = dice.between(low + 1, high - 1);
        int far = (d - b) / (a - c) + 2;
        int between = (a * far + b + c * far + d) / 2;
        return DraftBuilder.asking("Which point " + m("(x, y)") + " is a solution to the system of inequalities "
                        + system + " in the xy-plane?")
                .key(point(x, y))
                .wrong(point(x, low), "lies on the line " + m("y = " + linear(a, "x", b)) + ", which is not included")
                .wrong(point(x, high + dice.between(1, 4)), "lies above the line " + m("y = " + linear(c, "x", d)))
                .wrong(
                        point(far, between),
                        "satisfies neither inequality: it lies beyond the point where the lines cross")
                .because("For " + m("x = " + x) + ", the first inequality asks for " + m("y > " + low)
                        + " and the second for " + m("y < " + high) + ". The value " + m("y = " + y)
                        + " satisfies both, so " + point(x, y) + " is a solution.")
                .build();
    }
}
