package org.satbuddy.tutor.question.math;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates an expression in the LaTeX of high-school algebra: numbers, + − · ÷ and implied products, powers,
 * {@code \frac}, {@code \sqrt}, {@code \pi}, absolute value, percent, and one-letter variables. The work is bounded by
 * {@link #LONGEST} characters and {@link #DEEPEST} nested groups.
 */
final class Formula {

    static final int LONGEST = 300;
    private static final int DEEPEST = 30;
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d*)?|\\.\\d+");
    private static final Pattern MIXED_PART = Pattern.compile("\\\\frac\\{(\\d{1,9})\\}\\{(\\d{1,9})\\}");
    private static final Set<String> GREEK =
            Set.of("\\theta", "\\alpha", "\\beta", "\\gamma", "\\phi", "\\lambda", "\\mu", "\\sigma");
    private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+");

    private final String text;
    private final int sample;
    private int at;
    private int depth;
    private boolean variables;

    private Formula(String text, int sample) {
        this.text = text;
        this.sample = sample;
    }

    /** A value, and whether the expression is free of variables. */
    record Result(double number, boolean constant) {}

    /**
     * Evaluates the expression with the values that the numbered {@code sample} gives to its variables. Returns empty
     * if the text is not such an expression or has no finite value there.
     */
    static Optional<Result> evaluate(String text, int sample) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Formula formula = new Formula(text, sample);
        try {
            double number = formula.sum();
            formula.skipSpaces();
            return formula.at == text.length() && Double.isFinite(number)
                    ? Optional.of(new Result(number, !formula.variables))
                    : Optional.empty();
        } catch (NotAFormula e) {
            return Optional.empty();
        }
    }

    private double sum() {
        if (++depth > DEEPEST) {
            throw new NotAFormula();
        }
        double total = product();
        while (true) {
            if (take("+")) {
                total += product();
            } else if (take("-")) {
                total -= product();
            } else {
                depth--;
                return total;
            }
        }
    }

    private double product() {
        double total = signed();
        while (true) {
            if (take("*") || take("\\cdot") || take("\\times")) {
                total *= signed();
            } else if (take("/") || take("\\div")) {
                total /= signed();
            } else if (startsFactor()) {
                total *= power();
            } else {
                return total;
            }
        }
    }

    private double signed() {
        boolean negative = false;
        while (true) {
            if (take("-")) {
                negative = !negative;
            } else if (!take("+")) {
                return negative ? -power() : power();
            }
        }
    }

    private double power() {
        double base = atom();
        if (take("^")) {
            base = Math.pow(base, argument());
        }
        return take("%") ? base / 100 : base;
    }

    private double atom() {
        skipSpaces();
        if (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            return number();
        }
        if (take("(")) {
            return closed(")");
        }
        if (take("[")) {
            return closed("]");
        }
        if (take("{")) {
            return closed("}");
        }
        if (take("|")) {
            return Math.abs(closed("|"));
        }
        if (take("\\frac")) {
            double numerator = argument();
            return numerator / argument();
        }
        if (take("\\sqrt")) {
            double index = take("[") ? closed("]") : 2;
            return Math.pow(argument(), 1 / index);
        }
        if (take("\\pi")) {
            return Math.PI;
        }
        return variable();
    }

    private double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new NotAFormula();
        }
        at = number.end();
        double value = Double.parseDouble(number.group());
        return number.group().contains(".") ? value : value + mixedPart();
    }

    /**
     * Reads the fraction of a mixed number such as {@code 3\frac{1}{2}}, a sum and not a product; 0 if there is none.
     */
    private double mixedPart() {
        if (!text.startsWith("\\frac", at)) {
            return 0;
        }
        Matcher fraction = MIXED_PART.matcher(text);
        if (!fraction.region(at, text.length()).lookingAt()) {
            return 0;
        }
        at = fraction.end();
        return Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
    }

    private double argument() {
        skipSpaces();
        if (take("{")) {
            return closed("}");
        }
        if (take("-")) {
            return -argument();
        }
        if (at < text.length() && isDigit(text.charAt(at))) {
            return Character.digit(text.charAt(at++), 10);
        }
        return atom();
    }

    private double closed(String bracket) {
        double value = sum();
        if (!take(bracket)) {
            throw new NotAFormula();
        }
        return value;
    }

    private double variable() {
        String name;
        if (at < text.length() && isLetter(text.charAt(at))) {
            name = text.substring(at, at + 1);
        } else {
            name = greek();
        }
        at += name.length();
        variables = true;
        int seed = name.hashCode() * 31 + sample * 7919;
        return 1.1 + Math.floorMod(seed * 0x9E3779B1, 1_000_003) / 555_555.0;
    }

    private String greek() {
        if (at < text.length() && text.charAt(at) == '\\') {
            Matcher command = COMMAND.matcher(text).region(at, text.length());
            if (command.lookingAt() && GREEK.contains(command.group())) {
                return command.group();
            }
        }
        throw new NotAFormula();
    }

    private boolean startsFactor() {
        skipSpaces();
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return isLetter(c)
                || isDigit(c)
                || c == '('
                || c == '['
                || c == '{'
                || (c == '\\' && !text.startsWith("\\cdot", at) && !text.startsWith("\\times", at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private boolean take(String token) {
        skipSpaces();
        if (!text.startsWith(token, at)) {
            return false;
        }
        int end = at + token.length();
        if (token.length() > 1 && end < text.length() && isLetter(text.charAt(end))) {
            return false;
        }
        at = end;
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** Ends the evaluation of a text that is not a formula; never leaves this class. */
    private static final class NotAFormula extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAFormula() {
            super(null, null, false, false);
        }
    }
}
