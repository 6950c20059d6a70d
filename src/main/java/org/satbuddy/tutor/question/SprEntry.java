package org.satbuddy.tutor.question;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.tutor.question.math.Fraction;

/**
 * The rules for typing a student-produced response (SPR). An entry consists of digits with {@code .}, {@code /} and
 * {@code -}, and has at most five characters, or six with a minus sign. A decimal that is too long is rounded or
 * truncated so that it fills the field.
 */
public final class SprEntry {

    private static final int FIELD = 5;
    private static final Pattern ENTRY = Pattern.compile("-?(?:(\\d++)/(\\d++)|\\d++\\.?\\d*+|\\.\\d++)");
    private static final Pattern ZERO_BEFORE_POINT = Pattern.compile("^(-?)0\\.");
    private static final Pattern DELIMITER = Pattern.compile("\\\\[()\\[\\]]|\\$");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern SPACES_AROUND_SLASH = Pattern.compile("(?<!\\s)\\s*+/\\s*+");
    private static final Pattern SPACES_AFTER_MINUS = Pattern.compile("^-\\s+");
    private static final Pattern TEX_FRACTION = Pattern.compile("\\\\[dt]?frac\\{(\\d+)\\}\\{(\\d+)\\}");

    private SprEntry() {}

    /** Returns why the entry cannot be typed, as the end of a sentence; empty if it can. */
    public static Optional<String> problem(String entry) {
        Matcher matcher = ENTRY.matcher(entry);
        if (entry.length() > FIELD + 1 || (entry.length() > FIELD && !entry.startsWith("-"))) {
            return Optional.of("it has more than " + FIELD + " characters (6 with a minus sign)");
        }
        if (!matcher.matches()) {
            return Optional.of(
                    "it must be one number made of digits with \".\", \"/\" or a leading \"-\", without spaces,"
                            + " commas, signs of currency or percent, mixed numbers or LaTeX");
        }
        if (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) == 0) {
            return Optional.of("its denominator is zero");
        }
        return Optional.empty();
    }

    /** Returns the number that was typed; empty if the entry breaks the rules. */
    public static Optional<Fraction> value(String entry) {
        if (problem(entry).isPresent()) {
            return Optional.empty();
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return Optional.of(
                    Fraction.of(Long.parseLong(entry.substring(0, slash)), Long.parseLong(entry.substring(slash + 1))));
        }
        BigDecimal decimal = new BigDecimal(entry);
        return Optional.of(Fraction.of(
                decimal.unscaledValue().longValueExact(),
                BigDecimal.TEN.pow(decimal.scale()).longValueExact()));
    }

    /** Whether the entry is a right answer if the number is the key. */
    public static boolean accepts(Fraction number, String entry) {
        String typed = normalise(entry);
        return value(typed).filter(number::equals).isPresent()
                || equivalents(number).contains(typed);
    }

    /**
     * Returns the ways to type a number: in lowest terms, and as a decimal with and without the zero before the point.
     * For 1/3 they are {@code 1/3}, {@code .3333} and {@code 0.333}. Empty if the number cannot be typed at all.
     */
    public static List<String> equivalents(Fraction number) {
        Set<String> ways = new LinkedHashSet<>();
        add(ways, number.toString());
        if (!number.isWhole()) {
            boolean belowOne = Math.abs(number.numerator()) < number.denominator();
            if (belowOne) {
                addDecimals(ways, number, 0);
            }
            addDecimals(ways, number, wholeDigits(number));
        }
        return new ArrayList<>(ways);
    }

    private static int wholeDigits(Fraction number) {
        return Long.toString(Math.abs(number.numerator()) / number.denominator())
                .length();
    }

    private static void addDecimals(Set<String> ways, Fraction number, int wholeDigits) {
        int places = FIELD - 1 - wholeDigits;
        if (places < 1) {
            return;
        }
        BigDecimal numerator = BigDecimal.valueOf(number.numerator());
        BigDecimal denominator = BigDecimal.valueOf(number.denominator());
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.HALF_UP}) {
            BigDecimal decimal = numerator.divide(denominator, places, mode);
            if (number.isDecimal(places)) {
                decimal = decimal.stripTrailingZeros();
            }
            String plain = decimal.toPlainString();
            add(ways, wholeDigits == 0 ? ZERO_BEFORE_POINT.matcher(plain).replaceFirst("$1.") : plain);
        }
    }

    private static void add(Set<String> ways, String entry) {
        if (problem(entry).isEmpty()) {
            ways.add(entry);
        }
    }

    /**
     * Returns the entry that was meant. Surrounding spaces, LaTeX delimiters, thousands separators and a leading plus
     * are removed, fractions in LaTeX become {@code a/b}, and dashes become a plain minus.
     */
    public static String normalise(String entry) {
        String bare = DELIMITER
                .matcher(entry)
                .replaceAll("")
                .replace("−", "-")
                .replace("–", "-")
                .strip();
        bare = TEX_FRACTION.matcher(bare).replaceAll("$1/$2");
        bare = THOUSANDS.matcher(bare).replaceAll("");
        bare = SPACES_AROUND_SLASH.matcher(bare).replaceAll("/");
        bare = SPACES_AFTER_MINUS.matcher(bare).replaceAll("-");
        return bare.startsWith("+") ? bare.substring(1) : bare;
    }
}
