package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.m;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** One-variable data: distributions and measures of center and spread. */
final class OneVariableData {

    private OneVariableData() {}

    static Draft center(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> median(dice);
            case MEDIUM -> missingValue(dice);
            case HARD -> combinedMean(dice);
        };
    }

    private static Draft median(Dice dice) {
        List<Integer> values = new ArrayList<>();
        int value = dice.between(3, 12);
        for (int i = 0; i < 7; i++) {
            values.add(value);
            value += dice.between(1, 6);
        }
        int key = values.get(3);
        List<Integer> shown = new ArrayList<>(values);
        do {
            dice.shuffle(shown);
        } while (shown.get(3) == key);
        int sum = values.stream().mapToInt(Integer::intValue).sum();
        return DraftBuilder.asking("What is the median of the data set " + m(list(shown)) + "?")
                .key(key)
                .wrong(shown.get(3), "is the middle of the list before it is sorted")
                .wrong(Fraction.of(sum, 7), "is the mean")
                .wrong(values.get(6) - values.get(0), "is the range")
                .wrong(values.get(4), "is not in the middle of the sorted list")
                .because("Sort the seven values: " + m(list(values)) + ". The median is the fourth of them, " + m(key)
                        + ".")
                .build();
    }

    private static String list(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",\\ "));
    }

    private static Draft missingValue(Dice dice) {
        int count = dice.between(4, 6);
        int mean = dice.between(70, 88);
        List<Integer> known = new ArrayList<>();
        int sum = 0;
        for (int i = 1; i < count; i++) {
            int score = mean + dice.between(-5, 4);
            known.add(score);
            sum += score;
        }
        int key = mean * count - sum;
        return DraftBuilder.asking("The mean of the " + count + " numbers " + m(list(known) + ",\\ x") + " is "
                        + m(mean) + ". What is the value of " + m("x") + "?")
                .positive()
                .key(key)
                .wrong(mean, "is the mean itself")
                .wrong(2L * mean - known.get(0), "balances only the first number")
                .wrong(Fraction.of(sum, count - 1), "is the mean of the known numbers")
                .because(
                        "The sum of all " + count + " numbers is " + m(count + " \\cdot " + mean + " = " + count * mean)
                                + ", and the known ones add up to " + m(sum) + ". So "
                                + m("x = " + count * mean + " - " + sum + " = " + key) + ".")
                .build();
    }

    private static Draft combinedMean(Dice dice) {
        int n1 = dice.between(2, 8);
        int n2 = dice.other(2, 10, n1);
        int step = dice.pick(1, 2, -1, -2);
        int mean1 = dice.between(24, 60);
        int mean2 = mean1 + step * (n1 + n2);
        int key = mean1 + step * n2;
        return DraftBuilder.asking("The mean of a group of " + n1 + " numbers is " + m(mean1)
                        + ", and the mean of another group of " + n2 + " numbers is " + m(mean2)
                        + ". What is the mean of all " + (n1 + n2) + " numbers?")
                .positive()
                .key(key)
                .wrong(Fraction.of(mean1 + mean2, 2), "averages the two means although the groups differ in size")
                .wrong(mean1 + step * n1, "swaps the sizes of the groups")
                .wrong(
                        Fraction.of((long) n1 * mean1 + (long) n2 * mean2, 2),
                        "divides the total by the number of groups")
                .because("The first group adds up to " + m(n1 + " \\cdot " + mean1 + " = " + n1 * mean1)
                        + " and the second to " + m(n2 + " \\cdot " + mean2 + " = " + n2 * mean2)
                        + ". The mean of all is "
                        + m("\\frac{" + n1 * mean1 + " + " + n2 * mean2 + "}{" + (n1 + n2) + "} = " + key) + ".")
                .build();
    }

    /** Asks what happens to the mean and the median, or to the spread, if the data change. */
    static Draft effect(Difficulty difficulty, Dice dice) {
        int first = dice.between(10, 30);
        int gap = dice.between(2, 5);
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            values.add(first + i * gap);
        }
        int last = values.get(6);
        int outlier = last + gap * dice.between(10, 20);
        String before = m(list(values));
        if (difficulty == Difficulty.HARD) {
            int shift = dice.between(3, 12);
            return DraftBuilder.asking(
                            "Data set R consists of the numbers " + before + ". Data set S is made by adding "
                                    + m(shift) + " to each number in data set R. How do the two data sets compare?")
                    .key("The mean of S is greater than the mean of R, and their standard deviations are equal.")
                    .wrong(
                            "Both the mean and the standard deviation of S are greater than those of R.",
                            "overlooks that adding the same number to all values leaves the distances between them as"
                                    + " they are")
                    .wrong(
                            "The means of R and S are equal, and the standard deviation of S is greater.",
                            "has both statements the wrong way round")
                    .wrong(
                            "The means of R and S are equal, and so are their standard deviations.",
                            "overlooks that the mean moves with the values")
                    .because("Adding " + m(shift) + " to every value moves the mean by " + m(shift)
                            + " too. The distances from the mean stay the same, and so does the standard deviation.")
                    .build();
        }
        return DraftBuilder.asking("A data set consists of the numbers " + before + ". The number " + m(last)
                        + " is replaced by " + m(outlier) + ". How do the mean and the median change?")
                .key("The mean increases, and the median stays the same.")
                .wrong("The mean stays the same, and the median increases.", "swaps the mean and the median")
                .wrong("Both the mean and the median increase.", "overlooks that the middle value has not moved")
                .wrong("Both the mean and the median stay the same.", "overlooks that the sum has grown")
                .because(
                        "The sum grows by " + m(outlier - last) + ", and so the mean increases. The fourth of the seven"
                                + " sorted values is still " + m(values.get(3)) + ", and so the median stays the same.")
                .build();
    }
}
