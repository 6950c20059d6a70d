package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Inference from sample statistics and margin of error. */
final class SampleInference {

    private SampleInference() {}

    /** Asks for an estimate for a population, or for an end of its margin of error. */
    static Draft estimate(Difficulty difficulty, Dice dice) {
        int sample = dice.between(2, 8) * 100;
        int percent = dice.other(12, 88, 50);
        int factor = dice.between(11, 40);
        int found = sample * percent / 100;
        int population = sample * factor;
        int margin = dice.between(2, 5);
        if (difficulty == Difficulty.EASY) {
            int key = found * factor;
            return DraftBuilder.asking("In a random sample of " + sample + " of the " + population
                            + " households in a town, " + found
                            + " have a garden. Based on this sample, what is the best estimate of the number of"
                            + " households in the town that have a garden?")
                    .counting()
                    .key(key)
                    .wrong(population - key, "estimates the households without a garden")
                    .wrong(found, "is the number in the sample, not in the town")
                    .wrong(found + population - sample, "takes all households outside the sample to have a garden")
                    .because("In the sample the share is "
                            + m("\\frac{" + found + "}{" + sample + "} = " + Tex.decimal(Fraction.of(found, sample)))
                            + ". In the town that is "
                            + m(Tex.decimal(Fraction.of(found, sample)) + " \\cdot " + population + " = " + key)
                            + " households.")
                    .build();
        }
        boolean low = dice.heads();
        int edge = low ? percent - margin : percent + margin;
        boolean asksCount = difficulty == Difficulty.HARD;
        Fraction key = asksCount ? Fraction.of((long) population * edge, 100) : Fraction.of(edge);
        String end = low ? "least" : "greatest";
        String intro = "Based on a random sample of the " + population + " households in a town, it is estimated that "
                + percent + "% of the households have a garden, with a margin of error of " + margin
                + " percentage points. ";
        if (!asksCount) {
            return DraftBuilder.asking(
                            intro + "What is the " + end + " percentage that is plausible for all households in the"
                                    + " town according to this estimate?")
                    .shownAs(Tex::percent)
                    .positive()
                    .key(key)
                    .wrong(percent, "is the estimate without its margin of error")
                    .wrong(low ? percent + margin : percent - margin, "is the other end of the interval")
                    .wrong(low ? percent - 2 * margin : percent + 2 * margin, "uses the margin of error twice")
                    .because("Plausible values lie within the margin of error around the estimate: from "
                            + m(percent + " - " + margin) + " to " + m(percent + " + " + margin) + " percent. The "
                            + end
                            + " is " + m(edge + "\\%") + ".")
                    .build();
        }
        return DraftBuilder.asking(intro + "According to this estimate, what is the " + end
                        + " plausible number of households in the town that have a garden?")
                .counting()
                .key(key)
                .wrong(Fraction.of((long) population * percent, 100), "is the estimate without its margin of error")
                .wrong(
                        Fraction.of((long) population * (low ? percent + margin : percent - margin), 100),
                        "is the other end of the interval")
                .wrong(
                        Fraction.of((long) population * percent, 100).plus(low ? -margin : margin),
                        "takes the margin of error for a number of households")
                .because("The " + end + " plausible percentage is "
                        + m(percent + (low ? " - " : " + ") + margin + " = " + edge) + " percent. Of " + m(population)
                        + " households that is "
                        + m("\\frac{" + edge + "}{100} \\cdot " + population + " = " + key.tex())
                        + ".")
                .build();
    }

    /** Asks what follows from an estimate with a margin of error, or what would make the margin smaller. */
    static Draft conclusion(Difficulty difficulty, Dice dice) {
        int mean = dice.between(25, 75);
        int margin = dice.between(2, 6);
        int size = dice.between(4, 12) * 25;
        String intro = "From a random sample of " + size
                + " students at a large school, it is estimated that students at"
                + " the school spend a mean of " + mean + " minutes a day reading, with a margin of error of " + margin
                + " minutes. ";
        int low = mean - margin;
        int high = mean + margin;
        if (difficulty == Difficulty.HARD) {
            return DraftBuilder.asking(
                            intro + "Which change to the survey would most likely give a smaller margin of error?")
                    .key("Asking a larger random sample of students at the school")
                    .wrong(
                            "Asking a smaller random sample of students at the school",
                            "does the opposite: a smaller sample tells less about the whole school")
                    .wrong(
                            "Recording the answers in hours instead of minutes",
                            "only writes the same estimate and the same margin in another unit")
                    .wrong(
                            "Asking the same students the same question once more",
                            "adds no new students and so no new information")
                    .because("The margin of error shrinks as a random sample grows, because a larger sample varies less"
                            + " from one draw to the next.")
                    .build();
        }
        return DraftBuilder.asking(intro + "Which conclusion is best supported by this estimate?")
                .key("It is plausible that the mean for all students at the school is between " + low + " and " + high
                        + " minutes.")
                .wrong(
                        "Every student at the school reads between " + low + " and " + high + " minutes a day.",
                        "speaks of single students, but the estimate is of a mean")
                .wrong(
                        "The mean for all students at the school is exactly " + mean + " minutes.",
                        "ignores the margin of error")
                .wrong(
                        "The mean for all students in the country is between " + low + " and " + high + " minutes.",
                        "goes beyond the school from which the sample was drawn")
                .because("A margin of error gives a range of plausible values for the mean of the population that was"
                        + " sampled: from " + m(mean + " - " + margin + " = " + low) + " to "
                        + m(mean + " + " + margin + " = " + high) + " minutes, for the students at this school.")
                .build();
    }
}
