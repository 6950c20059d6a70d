package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import java.util.List;
import java.util.Locale;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Ratios, rates, proportional relationships, and units. */
final class RatiosAndRates {

    private RatiosAndRates() {}

    static Draft proportion(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> unitRate(dice);
            case MEDIUM -> sharedRatio(dice);
            case HARD -> squareUnits(dice);
        };
    }

    private static Draft unitRate(Dice dice) {
        int rate = dice.between(3, 14);
        int from = dice.between(2, 6);
        int to = dice.other(7, 15, 2 * from);
        String thing = dice.pick(List.of(
                "A printer makes %d posters in %d minutes.",
                "A machine fills %d jars in %d minutes.", "A baker decorates %d cookies in %d minutes."));
        int key = rate * to;
        return DraftBuilder.asking(String.format(Locale.ROOT, thing, rate * from, from)
                        + " At this rate, how many are finished in " + to + " minutes?")
                .counting()
                .key(key)
                .wrong((long) rate * from + (to - from), "adds the extra minutes instead of multiplying by the rate")
                .wrong(rate, "is the number for one minute")
                .wrong((long) rate * from * to, "multiplies the first number by the minutes without finding the rate")
                .wrong((long) rate * (to - from), "counts only the extra minutes")
                .because("The rate is " + m("\\frac{" + rate * from + "}{" + from + "} = " + rate) + " per minute. In "
                        + to + " minutes that makes " + m(rate + " \\cdot " + to + " = " + key) + ".")
                .build();
    }

    private static Draft sharedRatio(Dice dice) {
        int a = dice.between(2, 7);
        int b = dice.other(2, 9, a, 2 * a);
        int part = dice.between(3, 15);
        int total = (a + b) * part;
        int key = a * part;
        return DraftBuilder.asking("The ratio of oak trees to maple trees in a park is " + m(a + " : " + b)
                        + ", and there are no other trees. The park has " + total
                        + " trees. How many of them are oak trees?")
                .counting()
                .key(key)
                .wrong((long) b * part, "is the number of maple trees")
                .wrong(part, "is the size of one part of the ratio")
                .wrong(Fraction.of((long) total * a, b), "takes the ratio to the maple trees for a share of all trees")
                .because("The ratio has " + m(a + " + " + b + " = " + (a + b)) + " parts, so one part is "
                        + m("\\frac{" + total + "}{" + (a + b) + "} = " + part) + " trees. The oak trees are "
                        + m(a + " \\cdot " + part + " = " + key) + " trees.")
                .build();
    }

    private static Draft squareUnits(Dice dice) {
        boolean yards = dice.heads();
        int factor = yards ? 3 : 12;
        int key = dice.between(4, 20);
        int small = key * factor * factor;
        String big = yards ? "square yards" : "square feet";
        String little = yards ? "square feet" : "square inches";
        String units = yards ? "1 yard = 3 feet" : "1 foot = 12 inches";
        return DraftBuilder.asking("A sheet of fabric has an area of " + small + " " + little + ". What is its area in "
                        + big + "? (" + units + ")")
                .positive()
                .key(key)
                .wrong((long) key * factor, "divides by " + m(factor) + " only once, as for a length")
                .wrong((long) small * factor, "multiplies instead of dividing")
                .wrong(Fraction.of(small, 2L * factor), "divides by twice the factor instead of by its square")
                .because("One of the " + big + " contains " + m(factor + "^2 = " + factor * factor) + " " + little
                        + ", so the area is " + m("\\frac{" + small + "}{" + factor * factor + "} = " + key) + " " + big
                        + ".")
                .build();
    }
}
