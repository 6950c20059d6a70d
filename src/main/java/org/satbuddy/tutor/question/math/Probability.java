package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import org.satbuddy.tutor.taxonomy.Difficulty;

/** Probability and conditional probability. */
final class Probability {

    private Probability() {}

    /** Asks for a probability from a two-way table of seniors and juniors who take a bus or walk. */
    static Draft twoWayTable(Difficulty difficulty, Dice dice) {
        int jb = dice.between(11, 48);
        int jw = dice.other(11, 48, jb);
        int sb = dice.other(11, 48, jb, jw);
        int sw = dice.other(11, 48, jb, jw, sb);
        int juniors = jb + jw;
        int seniors = sb + sw;
        int bus = jb + sb;
        int all = juniors + seniors;
        String table = "The table shows how the students of two grades get to school.\n\n"
                + "| | Bus | Walk | Total |\n|---|---|---|---|\n"
                + "| Grade 11 | " + jb + " | " + jw + " | " + juniors + " |\n"
                + "| Grade 12 | " + sb + " | " + sw + " | " + seniors + " |\n"
                + "| Total | " + bus + " | " + (jw + sw) + " | " + all + " |\n\n";
        return switch (difficulty) {
            case EASY ->
                DraftBuilder.asking(table + "If one of these students is selected at random, what is the probability"
                                + " that the student is in grade 11?")
                        .key(Fraction.of(juniors, all))
                        .wrong(Fraction.of(seniors, all), "is the probability of grade 12")
                        .wrong(Fraction.of(juniors, seniors), "divides by the number in grade 12 instead of by all")
                        .wrong(Fraction.of(bus, all), "is the probability of taking the bus")
                        .because("Of all " + m(all) + " students, " + m(juniors)
                                + " are in grade 11. The probability is " + m(same(juniors, all)) + ".")
                        .build();
            case MEDIUM ->
                DraftBuilder.asking(table + "If one of the students in grade 12 is selected at random, what is the"
                                + " probability that the student takes the bus?")
                        .key(Fraction.of(sb, seniors))
                        .wrong(Fraction.of(sb, all), "divides by all students instead of by those in grade 12")
                        .wrong(
                                Fraction.of(sb, bus),
                                "divides by those who take the bus instead of by those in grade 12")
                        .wrong(Fraction.of(sw, seniors), "is the probability of walking")
                        .because("Only the " + m(seniors) + " students in grade 12 count, and " + m(sb)
                                + " of them take the bus. The probability is " + m(same(sb, seniors)) + ".")
                        .build();
            case HARD ->
                DraftBuilder.asking(table + "If one of the students who walk or are in grade 11 is selected at random,"
                                + " what is the probability that the student is in grade 12?")
                        .key(Fraction.of(sw, juniors + sw))
                        .wrong(Fraction.of(sw, all), "divides by all students")
                        .wrong(Fraction.of(sw, jw + sw), "divides only by those who walk")
                        .wrong(Fraction.of(sw, juniors + jw + sw), "counts those in grade 11 who walk twice")
                        .wrong(Fraction.of(seniors, all), "ignores the condition")
                        .because("Those who walk or are in grade 11 are "
                                + m(jb + " + " + jw + " + " + sw + " = " + (juniors + sw))
                                + " students, each counted once. Of them, " + m(sw)
                                + " are in grade 12. The probability is " + m(same(sw, juniors + sw)) + ".")
                        .build();
        };
    }

    /** Returns the fraction as counted, and also in lowest terms if they differ. */
    private static String same(int part, int whole) {
        Fraction value = Fraction.of(part, whole);
        String counted = "\\frac{" + part + "}{" + whole + "}";
        return value.denominator() == whole ? counted : counted + " = " + value.tex();
    }

    /** Asks for a probability or a number of marbles in a bag. */
    static Draft bag(Difficulty difficulty, Dice dice) {
        int part = dice.between(1, 5);
        int whole = dice.other(part + 2, 9, 2 * part);
        int times = dice.between(3, 9);
        int total = whole * times;
        int red = part * times;
        if (difficulty == Difficulty.EASY) {
            return DraftBuilder.asking("A bag contains " + total + " marbles, and " + red
                            + " of them are red. If one marble is drawn at random, what is the probability that it is"
                            + " not red?")
                    .key(Fraction.of(whole - part, whole))
                    .wrong(Fraction.of(part, whole), "is the probability of a red marble")
                    .wrong(Fraction.of(part, whole - part), "compares red marbles with the others")
                    .wrong(Fraction.of(1, whole - part == 1 ? total : total - red), "takes one marble among the others")
                    .because("There are " + m(total + " - " + red + " = " + (total - red))
                            + " marbles that are not red. The probability is " + m(same(total - red, total)) + ".")
                    .build();
        }
        return DraftBuilder.asking(
                        "A bag contains only red and blue marbles. If one marble is drawn at random, the probability"
                                + " that it is red is " + m(Fraction.of(part, whole)) + ". There are " + (total - red)
                                + " blue marbles in the bag. How many red marbles are in the bag?")
                .counting()
                .key(red)
                .wrong(total, "is the number of all marbles")
                .wrong(Fraction.of((long) part * (total - red), whole), "takes the share of the blue marbles only")
                .wrong(times, "is the size of one share")
                .because(
                        "The blue marbles are " + m(Fraction.of(whole - part, whole)) + " of all marbles, so there are "
                                + m((total - red) + " \\div "
                                        + Fraction.of(whole - part, whole).tex() + " = " + total)
                                + " marbles. The red ones are " + m(total + " - " + (total - red) + " = " + red) + ".")
                .build();
    }
}
