package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Two-variable data: models and scatterplots. */
final class TwoVariableData {

    private TwoVariableData() {}

    /** Asks for a prediction, a residual or the slope of a line of best fit. */
    static Draft bestFit(Difficulty difficulty, Dice dice) {
        int tenths = dice.between(11, 48);
        if (tenths % 10 == 0) {
            tenths++;
        }
        Fraction slope = Fraction.of(tenths, 10);
        int start = dice.between(8, 40);
        int x = dice.between(2, 9) * 10;
        Fraction predicted = slope.times(x).plus(start);
        int gap = dice.nonZero(-9, 9);
        Fraction actual = predicted.plus(gap);
        String line = m("y = " + Tex.decimal(slope) + "x + " + start);
        String intro = "A scatterplot shows the height " + m("y") + ", in centimeters, of several plants " + m("x")
                + " days after planting. An equation of the line of best fit is " + line + ". ";
        return switch (difficulty) {
            case EASY ->
                DraftBuilder.asking(intro + "What height, in centimeters, does the line predict for a plant " + x
                                + " days after planting?")
                        .shownAs(v -> m(Tex.decimal(v)))
                        .key(predicted)
                        .wrong(slope.times(x), "leaves out the " + m("y") + "-intercept")
                        .wrong(slope.plus(start).plus(x), "adds the numbers instead of multiplying")
                        .wrong(slope.times(x).minus(start), "subtracts the " + m("y") + "-intercept")
                        .because("Put " + m("x = " + x) + " into the equation: "
                                + m("y = " + Tex.decimal(slope) + " \\cdot " + x + " + " + start + " = "
                                        + Tex.decimal(predicted))
                                + ".")
                        .build();
            case MEDIUM ->
                DraftBuilder.asking(intro + "One plant was " + Tex.decimal(actual) + " centimeters tall " + x
                                + " days after planting. How many centimeters " + (gap > 0 ? "greater" : "less")
                                + " is this than the height that the line predicts?")
                        .shownAs(v -> m(Tex.decimal(v)))
                        .positive()
                        .key(Math.abs(gap))
                        .wrong(predicted, "is the predicted height")
                        .wrong(actual, "is the actual height")
                        .wrong((long) start + gap, "leaves out the " + m("y") + "-intercept in the prediction")
                        .because("The line predicts "
                                + m(Tex.decimal(slope) + " \\cdot " + x + " + " + start + " = "
                                        + Tex.decimal(predicted))
                                + " centimeters. The difference is "
                                + m(
                                        gap > 0
                                                ? Tex.decimal(actual) + " - " + Tex.decimal(predicted) + " = " + gap
                                                : Tex.decimal(predicted) + " - " + Tex.decimal(actual) + " = " + -gap)
                                + ".")
                        .build();
            case HARD -> {
                int x2 = x + dice.between(2, 6) * 10;
                Fraction y1 = slope.times(x).plus(start);
                Fraction y2 = slope.times(x2).plus(start);
                yield DraftBuilder.asking(
                                "A scatterplot shows the height, in centimeters, of several plants against the number"
                                        + " of days after planting. The line of best fit passes through the points "
                                        + m("(" + x + ", " + Tex.decimal(y1) + ")") + " and "
                                        + m("(" + x2 + ", " + Tex.decimal(y2) + ")")
                                        + ". By how many centimeters does the line predict a plant to grow each day?")
                        .shownAs(v -> m(Tex.decimal(v)))
                        .positive()
                        .key(slope)
                        .wrong(start, "is the predicted height at the start")
                        .wrong(Fraction.of(1).over(slope), "turns the slope upside down: days for each centimeter")
                        .wrong(y2.minus(y1), "is the growth over all the days between the two points")
                        .because("The growth in each day is the slope: "
                                + m("\\frac{" + Tex.decimal(y2) + " - " + Tex.decimal(y1) + "}{" + x2 + " - " + x
                                        + "} = \\frac{" + Tex.decimal(y2.minus(y1)) + "}{" + (x2 - x) + "} = "
                                        + Tex.decimal(slope))
                                + " centimeters.")
                        .build();
            }
        };
    }
}
