package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Tex.bracketed;
import static org.satbuddy.tutor.question.math.Tex.linear;
import static org.satbuddy.tutor.question.math.Tex.m;
import static org.satbuddy.tutor.question.math.Tex.plus;
import static org.satbuddy.tutor.question.math.Tex.quadratic;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Nonlinear functions. */
final class NonlinearFunctions {

    private NonlinearFunctions() {}

    static Draft parabola(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> evaluate(dice);
            case MEDIUM -> minimum(dice);
            case HARD -> greatestValue(dice);
        };
    }

    private static Draft evaluate(Dice dice) {
        int a = dice.between(2, 5);
        int b = dice.nonZero(-7, 7);
        int c = dice.nonZero(-12, 12);
        int k = dice.nonZero(-5, 5);
        int key = a * k * k + b * k + c;
        return DraftBuilder.asking("The function " + m("f") + " is defined by " + m("f(x) = " + quadratic(a, b, c))
                        + ". What is the value of " + m("f(" + k + ")") + "?")
                .key(key)
                .wrong((long) a * a * k * k + b * k + c, "squares the coefficient together with " + m("x"))
                .wrong(2L * a * k + b * k + c, "doubles " + m(k) + " instead of squaring it")
                .wrong(a * k * k - b * k + c, "has the wrong sign in the middle term")
                .wrong(-a * k * k + b * k + c, "has the wrong sign in the square")
                .because("Substitute " + m(k) + " for " + m("x") + ": "
                        + m("f(" + k + ") = " + a + " \\cdot " + bracketed(k) + "^2" + (b < 0 ? " - " : " + ")
                                + Math.abs(b) + " \\cdot " + bracketed(k) + plus(c) + " = " + a * k * k
                                + plus((long) b * k)
                                + plus(c) + " = " + key)
                        + ".")
                .build();
    }

    private static Draft minimum(Dice dice) {
        int h = dice.nonZero(-7, 7);
        int k = dice.other(-12, 12, 0, h, -h);
        int c = h * h + k;
        return DraftBuilder.asking("The function " + m("f") + " is defined by "
                        + m("f(x) = " + quadratic(1, -2L * h, c)) + ". What is the minimum value of " + m("f(x)") + "?")
                .key(k)
                .wrong(h, "is the value of " + m("x") + " where the minimum is reached")
                .wrong(c, "is the value of the function at " + m("x = 0"))
                .wrong(c + h * h, "adds the square instead of subtracting it")
                .wrong(-k, "has the wrong sign")
                .because("Complete the square: "
                        + m("f(x) = (" + linear(1, "x", -h) + ")^2" + plus(k))
                        + ". A square is never negative, so the least value is reached at " + m("x = " + h) + ": it is "
                        + m(k) + ".")
                .build();
    }

    private static Draft greatestValue(Dice dice) {
        int a = dice.between(1, 3);
        int r = dice.between(-5, 1);
        int half = dice.between(2, 5);
        int s = r + 2 * half;
        int middle = r + half;
        int key = a * half * half;
        String factors = "(" + linear(1, "x", -r) + ")(" + linear(1, "x", -s) + ")";
        String rule = "-" + (a == 1 ? "" : Integer.toString(a)) + factors;
        return DraftBuilder.asking("The function " + m("f") + " is defined by " + m("f(x) = " + rule)
                        + ". What is the maximum value of " + m("f(x)") + "?")
                .key(key)
                .wrong(middle, "is the value of " + m("x") + " where the maximum is reached")
                .wrong((long) -a * r * s, "is the value of the function at " + m("x = 0"))
                .wrong(-key, "has the wrong sign")
                .wrong((long) a * 4 * half * half, "uses the whole distance between the zeros instead of half of it")
                .because("The zeros are " + m(r) + " and " + m(s)
                        + ", and the maximum lies in the middle between them, at "
                        + m("x = " + middle) + ". There "
                        + m("f(" + middle + ") = -" + a + " \\cdot " + half + " \\cdot (-" + half + ") = " + key)
                        + ".")
                .build();
    }

    /** Asks for a value of an exponential function, or for its starting value. */
    static Draft exponential(Difficulty difficulty, Dice dice) {
        return switch (difficulty) {
            case EASY -> power(dice);
            case MEDIUM -> doubling(dice);
            case HARD -> startingValue(dice);
        };
    }

    private static Draft power(Dice dice) {
        int a = dice.between(2, 9);
        int base = dice.other(2, 5, a);
        int exponent = dice.between(2, 4);
        int key = a * pow(base, exponent);
        return DraftBuilder.asking("The function " + m("g") + " is defined by " + m("g(x) = " + a + "(" + base + ")^x")
                        + ". What is the value of " + m("g(" + exponent + ")") + "?")
                .key(key)
                .wrong((long) a * base * exponent, "multiplies by the exponent instead of raising to it")
                .wrong(pow(base, exponent), "leaves out the factor " + m(a))
                .wrong(pow(a * base, exponent), "raises the factor " + m(a) + " to the power too")
                .wrong(a + pow(base, exponent), "adds " + m(a) + " instead of multiplying by it")
                .because("Powers come before products: "
                        + m("g(" + exponent + ") = " + a + " \\cdot " + base + "^{" + exponent + "} = " + a + " \\cdot "
                                + pow(base, exponent) + " = " + key)
                        + ".")
                .build();
    }

    private static Draft doubling(Dice dice) {
        int start = dice.between(3, 24) * 5;
        int period = dice.between(2, 6);
        int times = dice.between(2, 5);
        boolean triples = times < 4 && dice.heads();
        int base = triples ? 3 : 2;
        int hours = period * times;
        long key = (long) start * pow(base, times);
        return DraftBuilder.asking("A culture contains " + start + " bacteria at noon. The number of bacteria "
                        + (triples ? "triples" : "doubles") + " every " + period
                        + " hours. How many bacteria does the culture contain " + hours + " hours after noon?")
                .positive()
                .key(key)
                .wrong(
                        (long) start * base * times,
                        "multiplies by " + m((long) base * times) + " instead of by " + m(base) + " again and again")
                .wrong((long) start * pow(base, times - 1), "is one step short")
                .wrong((long) start * pow(base, times + 1), "goes one step too far")
                .because("In " + hours + " hours there are " + m("\\frac{" + hours + "}{" + period + "} = " + times)
                        + " such steps, so the number is " + m(start + " \\cdot " + base + "^{" + times + "} = " + key)
                        + ".")
                .build();
    }

    private static Draft startingValue(Dice dice) {
        int a = dice.between(2, 12);
        int base = dice.between(2, 4);
        int from = dice.between(1, 3);
        int step = dice.between(1, 2);
        int later = from + step;
        int y1 = a * pow(base, from);
        int y2 = a * pow(base, later);
        return DraftBuilder.asking("For the exponential function " + m("f") + ", defined by " + m("f(x) = a \\cdot b^x")
                        + " with positive constants " + m("a") + " and " + m("b") + ", " + m("f(" + from + ") = " + y1)
                        + " and " + m("f(" + later + ") = " + y2) + ". What is the value of " + m("a") + "?")
                .key(a)
                .wrong(base, "is the value of " + m("b"))
                .wrong(Fraction.of(y1, (long) base * from), "divides by a product instead of by a power of " + m("b"))
                .wrong((long) a * base, "is the value of " + m("f(1)"))
                .wrong(
                        Fraction.of(y1).minus(Fraction.of((long) (y2 - y1) * from, step)),
                        "treats the function as linear")
                .because("From " + m("x = " + from) + " to " + m("x = " + later) + " the value is multiplied by "
                        + m((step == 1 ? "b" : "b^2") + " = \\frac{" + y2 + "}{" + y1 + "} = " + pow(base, step))
                        + ", so " + m("b = " + base) + ". Then " + m(y1 + " = a \\cdot " + base + "^{" + from + "}")
                        + " gives " + m("a = \\frac{" + y1 + "}{" + pow(base, from) + "} = " + a) + ".")
                .build();
    }

    /** Asks what a constant of an exponential model means. */
    static Draft model(Difficulty difficulty, Dice dice) {
        int percent = dice.between(2, 18);
        int start = dice.between(11, 90) * 100;
        boolean falls = dice.heads();
        boolean asksRate = difficulty == Difficulty.HARD || dice.heads();
        Fraction base = Fraction.of(100 + (falls ? -percent : percent), 100);
        String rule = m("P(t) = " + start + "(" + Tex.decimal(base) + ")^t");
        String place = dice.pick(List.of("lake", "reserve", "forest", "bay"));
        String change = falls ? "decreases" : "increases";
        String rate = "The estimated population " + change + " by " + percent + "% each year.";
        String count = "The estimated population " + change + " by " + percent + " animals each year.";
        String inverse =
                "The estimated population " + (falls ? "increases" : "decreases") + " by " + percent + "% each year.";
        String first = "The estimated population at the start of the study is " + start + ".";
        String last = "The estimated population after one year is " + start + ".";
        String yearly = "The estimated population " + change + " by " + start + " animals each year.";
        String asked = asksRate ? Tex.decimal(base) : Integer.toString(start);
        DraftBuilder builder = DraftBuilder.asking(
                        "The function " + rule + " models the estimated number of animals of one kind in a "
                                + place + " " + m("t")
                                + " years after the start of a study. What is the best interpretation of "
                                + m(asked) + " in this context?")
                .key(asksRate ? rate : first);
        if (asksRate) {
            builder.wrong(count, "describes a linear change by a fixed number")
                    .wrong(inverse, "has the direction of the change wrong")
                    .wrong(
                            first.replace(Integer.toString(start), asked),
                            "takes the base of the power for the starting value");
        } else {
            builder.wrong(last, "names a moment one year too late: at " + m("t = 0") + " the power is " + m(1))
                    .wrong(yearly, "describes a linear change by a fixed number")
                    .wrong(
                            "The estimated population will never be " + (falls ? "less" : "more") + " than " + start
                                    + ".",
                            "takes the starting value for a limit");
        }
        return builder.because(
                        asksRate
                                ? "Each year the value is multiplied by "
                                        + m(Tex.decimal(base) + " = 1 " + (falls ? "-" : "+") + " "
                                                + Tex.decimal(Fraction.of(percent, 100)))
                                        + ", a change of "
                                        + m(percent + "\\%") + " of the current value."
                                : "At the start " + m("t = 0") + ", and "
                                        + m("P(0) = " + start + " \\cdot 1 = " + start)
                                        + ", so the number is the value at the start.")
                .build();
    }

    private static int pow(int base, int exponent) {
        int result = 1;
        for (int i = 0; i < exponent; i++) {
            result = Math.multiplyExact(result, base);
        }
        return result;
    }
}
