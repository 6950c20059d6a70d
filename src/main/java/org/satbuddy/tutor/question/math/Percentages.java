package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Percentages. */
final class Percentages {

    private Percentages() {}

    static Draft percent(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> part(dice);
            case MEDIUM -> before(dice);
            case HARD -> twice(dice);
        };
    }

    private static Draft part(Dice dice) {
        int percent = dice.between(2, 18) * 5;
        if (percent == 50) {
            percent = 55;
        }
        int whole = dice.between(3, 24) * 20;
        int key = percent * whole / 100;
        String who = dice.pick(List.of("students at a school", "visitors of a museum", "members of a library"));
        return DraftBuilder.asking("Of the " + whole + " " + who + " who were asked, " + percent
                        + "% said that they walk there. How many of those who were asked walk there?")
                .counting()
                .key(key)
                .wrong(whole - key, "is the number of those who do not walk there")
                .wrong(percent, "is the percentage, not the number")
                .wrong(Fraction.of(whole, 1).minus(percent), "subtracts the percentage as if it were a number")
                .because(m(percent + "\\%") + " of " + m(whole) + " is "
                        + m("\\frac{" + percent + "}{100} \\cdot " + whole + " = " + key) + ".")
                .build();
    }

    private static Draft before(Dice dice) {
        int percent = dice.pick(10, 15, 20, 25, 30, 40);
        boolean up = dice.heads();
        int key = dice.between(3, 20) * 20;
        int factor = up ? 100 + percent : 100 - percent;
        int now = key * factor / 100;
        Fraction naive = Fraction.of((long) now * (up ? 100 - percent : 100 + percent), 100);
        return DraftBuilder.asking("After its price was " + (up ? "increased" : "reduced") + " by " + percent
                        + "%, a bicycle costs $" + now + ". What was its price, in dollars, before the "
                        + (up ? "increase" : "reduction") + "?")
                .shownAs(Tex::dollars)
                .positive()
                .key(key)
                .wrong(naive, "takes " + m(percent + "\\%") + " of the new price instead of the old one")
                .wrong(up ? now - percent : now + percent, "takes the percentage for a number of dollars")
                .wrong(Fraction.of((long) now * factor, 100), "changes the price once more in the same direction")
                .because("The new price is " + m(factor + "\\%") + " of the old price " + m("p") + ": "
                        + m(Tex.decimal(Fraction.of(factor, 100)) + "p = " + now) + ". So "
                        + m("p = \\frac{" + now + "}{" + Tex.decimal(Fraction.of(factor, 100)) + "} = " + key)
                        + " dollars.")
                .build();
    }

    private static Draft twice(Dice dice) {
        int up = dice.pick(10, 20, 30, 40, 50, 60);
        int down = dice.other(1, 5, up / 10) * 10;
        Fraction factor = Fraction.of(100 + up, 100).times(Fraction.of(100 - down, 100));
        Fraction change = factor.minus(1).times(100);
        Fraction key = factor.times(100);
        return DraftBuilder.asking(
                        "The number of subscribers of a newsletter rose by " + up + "% in one year and fell by " + down
                                + "% in the next year. The number after these two years was what percent of the number"
                                + " at the start?")
                .shownAs(Tex::percent)
                .positive()
                .key(key)
                .wrong(100 + up - down, "adds the percentages, although they are taken of different numbers")
                .wrong(
                        change.signum() < 0 ? change.negated() : change,
                        "is the size of the change, not what it came to")
                .wrong(Fraction.of((long) (100 + up) * (100 + down), 100), "takes the fall for a second rise")
                .wrong(Fraction.of(100L * 100 - (long) up * down, 100), "multiplies the two percentages")
                .because("The rise multiplies the number by " + m(Tex.decimal(Fraction.of(100 + up, 100)))
                        + " and the fall by " + m(Tex.decimal(Fraction.of(100 - down, 100))) + ". Together that is "
                        + m(Tex.decimal(Fraction.of(100 + up, 100)) + " \\cdot "
                                + Tex.decimal(Fraction.of(100 - down, 100)) + " = " + Tex.decimal(factor))
                        + ", or "
                        + Tex.percent(key) + ".")
                .build();
    }
}
