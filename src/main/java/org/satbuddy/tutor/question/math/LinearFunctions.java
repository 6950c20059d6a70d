package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.bracketed;
import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.plus;
import static org.satbuddy.tutor.question.math.Tex.term;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Linear functions. */
final class LinearFunctions {

    private LinearFunctions() {}

    /** Asks for a value of a function, for a value that follows from two others, or for the fixed fee in a model. */
    static Draft values(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> evaluate(dice);
            case MEDIUM -> fromTwoValues(dice);
            case HARD -> fixedFee(dice);
        };
    }

    private static Draft evaluate(Dice dice) {
        int a = dice.nonZero(-8, 8);
        int b = dice.nonZero(-15, 15);
        int k = dice.nonZero(-6, 9);
        int key = a * k + b;
        return DraftBuilder.asking("The function " + m("f") + " is defined by " + m("f(x) = " + linear(a, "x", b))
                        + ". What is the value of " + m("f(" + k + ")") + "?")
                .key(key)
                .wrong(a * k - b, "changes the sign of the constant term")
                .wrong(a + k + b, "adds " + m(k) + " to the coefficient instead of multiplying by it")
                .wrong(-a * k + b, "has the wrong sign in the product")
                .wrong(a * k, "leaves out the constant term")
                .because("Substitute " + m(k) + " for " + m("x") + ": "
                        + m("f(" + k + ") = " + a + " \\cdot " + bracketed(k) + plus(b) + " = " + key) + ".")
                .build();
    }

    private static Draft fromTwoValues(Dice dice) {
        int slope = dice.nonZero(-6, 6);
        int b = dice.between(-10, 10);
        int p = dice.between(-4, 2);
        int r = p + dice.between(2, 4);
        int t = r + dice.between(2, 6);
        int q = slope * p + b;
        int s = slope * r + b;
        int key = slope * t + b;
        return DraftBuilder.asking("For the linear function " + m("f") + ", " + m("f(" + p + ") = " + q) + " and "
                        + m("f(" + r + ") = " + s) + ". What is the value of " + m("f(" + t + ")") + "?")
                .key(key)
                .wrong(s + (s - q), "adds the whole change from " + m(q) + " to " + m(s) + " once more")
                .wrong(s + slope, "goes only one step of the slope beyond " + m(s))
                .wrong(s - slope * (t - r), "uses the slope with the wrong sign")
                .wrong(slope * t, "leaves out the constant term of the function")
                .because("The slope is "
                        + m("\\frac{" + s + " - " + bracketed(q) + "}{" + r + " - " + bracketed(p) + "} = " + slope)
                        + ". From " + m("x = " + r) + " to " + m("x = " + t) + " the input grows by " + m(t - r)
                        + ", so "
                        + m("f(" + t + ") = " + s + " + " + bracketed(slope) + " \\cdot " + (t - r) + " = " + key)
                        + ".")
                .build();
    }

    private static Draft fixedFee(Dice dice) {
        int rate = dice.between(6, 24);
        int fee = dice.between(4, 18) * 5;
        int h1 = dice.between(2, 4);
        int h2 = h1 + dice.between(2, 5);
        int c1 = fee + rate * h1;
        int c2 = fee + rate * h2;
        String thing = dice.pick(List.of("canoe", "tent", "carpet cleaner", "power washer"));
        return DraftBuilder.asking(
                        "The total cost of renting a " + thing + " is a linear function of the number of hours for"
                                + " which it is rented: a fixed fee plus a constant hourly rate. Renting it for " + h1
                                + " hours costs $" + c1 + ", and renting it for " + h2 + " hours costs $" + c2
                                + ". What is the fixed fee, in dollars?")
                .positive()
                .key(fee)
                .wrong(rate, "is the hourly rate, not the fixed fee")
                .wrong(c1 - rate, "takes the cost of only one hour away from $" + c1)
                .wrong(c2 - c1, "is the difference between the two costs")
                .wrong(fee + rate, "is the cost of renting for one hour")
                .because("The hourly rate is " + m("\\frac{" + c2 + " - " + c1 + "}{" + h2 + " - " + h1 + "} = " + rate)
                        + " dollars. The hours alone cost " + m(h1 + " \\cdot " + rate + " = " + h1 * rate)
                        + " dollars in the first rental, so the fixed fee is "
                        + m(c1 + " - " + h1 * rate + " = " + fee) + " dollars.")
                .build();
    }

    /** Asks what a constant of a linear model means. */
    static Draft meaning(Difficulty difficulty, Dice dice) {
        int rate = dice.between(3, 19);
        int start = dice.between(12, 60) * 10;
        boolean falls = difficulty != Difficulty.EASY && dice.heads();
        if (falls) {
            start += 20 * rate;
        }
        boolean asksRate = dice.heads();
        String sign = falls ? "decreases" : "increases";
        String rule = m("V(t) = " + (falls ? start + " - " + rate + "t" : linear(rate, "t", start)));
        String rateTrue = "The volume of water in the tank " + sign + " by " + rate + " liters each minute.";
        String startTrue = "The tank contains " + start + " liters of water at the start.";
        String rateSwapped = "The volume of water in the tank " + sign + " by " + start + " liters each minute.";
        String startSwapped = "The tank contains " + rate + " liters of water at the start.";
        String per = "The volume of water in the tank " + sign + " by 1 liter every " + rate + " minutes.";
        String end = "The tank contains " + start + " liters of water after " + rate + " minutes.";
        int asked = asksRate ? rate : start;
        DraftBuilder builder = DraftBuilder.asking(
                        "The function " + rule + " gives the volume of water in a tank, in liters, "
                                + m("t") + " minutes after a pump is switched on. What is the best interpretation of "
                                + m(asked)
                                + " in this context?")
                .key(asksRate ? rateTrue : startTrue);
        if (asksRate) {
            builder.wrong(startSwapped, "takes the rate for the starting value, which is " + m(start))
                    .wrong(per, "turns the rate upside down: it is liters per minute, not minutes per liter")
                    .wrong(rateSwapped, "takes the starting value for the rate");
        } else {
            builder.wrong(
                            rateSwapped,
                            "takes the starting value for the rate, which is " + m(rate) + " liters per minute")
                    .wrong(end, "names a later moment: " + m(start) + " is the value at " + m("t = 0"))
                    .wrong(startSwapped, "takes the rate for the starting value");
        }
        return builder.because("In a linear function, the coefficient of " + m("t")
                        + " is the change of the output for each unit of " + m("t")
                        + ", and the constant term is the output at " + m("t = 0") + ". Here "
                        + (asksRate
                                ? m(rate) + " belongs to " + m(term(falls ? -rate : rate, "t"))
                                        + ", the change in liters in each minute."
                                : m(start) + " is the constant term, the liters at the start."))
                .build();
    }
}
