package org.satbuddy.tutor.question.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mathematical value of a text: {@code 1/2}, {@code 0.5}, {@code 50%} and {@code \frac{1}{2}} have the same value.
 * Expressions with variables are compared at sample points. Equations, inequalities and points are compared part by
 * part.
 */
public final class MathValue {

    private static final int SAMPLES = 3;
    private static final Pattern RELATION =
            Pattern.compile("<=|>=|=|<|>|\\\\(?:leq?|geq?|lt|gt|neq?|approx)(?![A-Za-z])");
    /** "2 to 3" is no product of letters, and is not "3 to 2". */
    private static final Pattern RATIO =
            Pattern.compile("([^A-Za-z:]{1,40})(?:\\s{0,9}:|\\s{1,9}to\\s)([^A-Za-z:]{1,40})");

    private static final Pattern UNIT = Pattern.compile(
            "(.{0,120}[\\d)}%])\\s{0,9}+(?:(?:°|\\^\\{?\\\\circ\\}?)\\s{0,9}+)?+([A-Za-z]{2}[A-Za-z²³ ./^\\d{}]{0,60}+)?+");
    private static final Pattern TEXT_UNIT =
            Pattern.compile("\\\\(?:text|mathrm|operatorname|textbf|mathbf)\\s*\\{([^{}]*)\\}");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?:,|\\{,\\})(?=\\d{3}(?!\\d))");
    private static final Pattern FORMULA_LIKE = Pattern.compile("[\\d\\\\+=*/^<>()|π]");
    private static final Pattern SEGMENT =
            Pattern.compile("\\\\\\((.{0,300}?)\\\\\\)|\\\\\\[(.{0,300}?)\\\\\\]", Pattern.DOTALL);
    private static final Pattern PLAIN =
            Pattern.compile("(?<![\\w.])[-−]?\\$?(?:\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+)(?:/\\d+)?%?");

    private static final Pattern PIECE_END =
            Pattern.compile(",(?![^({)}]{0,60}+[)}])|\\\\(?:text|quad|qquad|implies|Rightarrow|to|rightarrow|or)\\b");
    private static final Pattern SPACING =
            Pattern.compile("\\\\[()\\[\\],;:! ]|~|\\\\(?:displaystyle|quad|left|right)(?![A-Za-z])");
    private static final Pattern BIG_FRACTION = Pattern.compile("\\\\[dt]frac(?![A-Za-z])");
    private static final Pattern FULL_STOP = Pattern.compile("(?<=[\\d%])\\.\\s*$");
    private static final Pattern DELIMITER = Pattern.compile("\\\\[()\\[\\]]|[$]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SPACE_AT_SIGN = Pattern.compile("(?<=[^a-z]) | (?=[^a-z])");

    private final String relation;
    private final List<Formula.Result> parts;
    private final String unit;

    private MathValue(String relation, List<Formula.Result> parts, String unit) {
        this.relation = relation;
        this.parts = parts;
        this.unit = unit;
    }

    /** Returns the value of a whole text such as an answer option; empty if the text is prose. */
    public static Optional<MathValue> of(String text) {
        if (text.length() > Formula.LONGEST || !FORMULA_LIKE.matcher(text).find()) {
            return Optional.empty();
        }
        String bare = simplified(text);
        Optional<MathValue> whole = parse(bare, "");
        if (whole.isPresent() && whole.get().number().isPresent()) {
            return whole;
        }
        Matcher measured = UNIT.matcher(bare);
        if (measured.matches()) {
            String unit = measured.group(2) == null ? "" : measured.group(2).replace(" ", "");
            Optional<MathValue> value = parse(measured.group(1), unit);
            if (value.isPresent() && value.get().number().isPresent()) {
                return value;
            }
        }
        return whole;
    }

    /** Returns the constants in prose with mathematics in {@code \( \)} or {@code \[ \]}, in their order. */
    public static List<MathValue> allIn(String prose) {
        List<MathValue> values = new ArrayList<>();
        Matcher segment = SEGMENT.matcher(prose);
        int done = 0;
        while (segment.find()) {
            addPlain(prose.substring(done, segment.start()), values);
            addParts(segment.group(1) != null ? segment.group(1) : segment.group(2), values);
            done = segment.end();
        }
        addPlain(prose.substring(done), values);
        return values;
    }

    private static void addPlain(String prose, List<MathValue> values) {
        Matcher number = PLAIN.matcher(prose);
        while (number.find()) {
            of(number.group()).ifPresent(values::add);
        }
    }

    private static void addParts(String formula, List<MathValue> values) {
        for (String part : RELATION.split(THOUSANDS.matcher(formula).replaceAll(""))) {
            for (String piece : PIECE_END.split(part)) {
                of(piece).filter(v -> v.number().isPresent()).ifPresent(values::add);
            }
        }
    }

    private static Optional<MathValue> parse(String text, String unit) {
        Matcher relation = RELATION.matcher(text);
        String sign = "";
        List<String> sides = new ArrayList<>();
        int from = 0;
        while (relation.find()) {
            sign += relation.group()
                    .replace("\\leq", "<=")
                    .replace("\\le", "<=")
                    .replace("\\geq", ">=");
            sign = sign.replace("\\ge", ">=").replace("\\lt", "<").replace("\\gt", ">");
            sides.add(text.substring(from, relation.start()));
            from = relation.end();
        }
        sides.add(text.substring(from));
        Matcher ratio = RATIO.matcher(text);
        if (sides.size() == 1 && ratio.matches()) {
            sign = ":";
            sides = List.of(ratio.group(1), ratio.group(2));
        } else if (sides.size() == 1) {
            sides = point(text);
        }
        List<Formula.Result> parts = new ArrayList<>();
        for (String side : sides) {
            Optional<Formula.Result> part = Formula.evaluate(side, 0);
            for (int sample = 1; sample <= SAMPLES; sample++) {
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
                if (sample < SAMPLES && !part.get().constant()) {
                    part = Formula.evaluate(side, sample);
                }
            }
        }
        return Optional.of(new MathValue(sign, parts, unit));
    }

    /** Returns the coordinates of {@code (a, b)}, or the text itself. */
    private static List<String> point(String text) {
        String bare = text.strip();
        if (bare.startsWith("(") && bare.endsWith(")") && bare.indexOf(',') > 0) {
            return List.of(bare.substring(1, bare.length() - 1).split(",", 4));
        }
        return List.of(text);
    }

    private static String simplified(String text) {
        String bare = TEXT_UNIT.matcher(text).replaceAll(" $1");
        bare = THOUSANDS.matcher(bare).replaceAll("");
        bare = SPACING.matcher(bare).replaceAll(" ");
        bare = BIG_FRACTION.matcher(bare).replaceAll("\\\\frac");
        bare = bare.replace("\\%", "%")
                .replace("\\$", "")
                .replace("$", "")
                .replace('−', '-')
                .replace('–', '-')
                .replace('×', '*')
                .replace('÷', '/')
                .replace("≤", "<=")
                .replace("≥", ">=")
                .replace("π", "\\pi ");
        return FULL_STOP.matcher(bare).replaceAll("").strip();
    }

    /**
     * Returns the number if this value is one number, or the right side of an equation such as {@code x = 5}. Units are
     * ignored.
     */
    public OptionalDouble number() {
        boolean one = parts.size() == SAMPLES && parts.get(0).constant();
        boolean solved = relation.equals("=")
                && parts.size() == 2 * SAMPLES
                && !parts.get(0).constant()
                && parts.get(SAMPLES).constant();
        if (!one && !solved) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(parts.get(parts.size() - 1).number());
    }

    /** Whether both are the same answer. */
    public boolean sameAs(MathValue other) {
        if (!relation.equals(other.relation) || parts.size() != other.parts.size() || !unit.equals(other.unit)) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!close(parts.get(i).number(), other.parts.get(i).number())) {
                return false;
            }
        }
        return true;
    }

    /** Whether two texts mean the same: as mathematics, or as text without regard to case, spaces and delimiters. */
    public static boolean same(String a, String b) {
        if (normal(a).equals(normal(b))) {
            return true;
        }
        Optional<MathValue> value = of(a);
        return value.isPresent() && of(b).filter(value.get()::sameAs).isPresent();
    }

    static boolean close(double a, double b) {
        return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private static String normal(String text) {
        String bare = DELIMITER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        bare = SPACES.matcher(bare).replaceAll(" ");
        return SPACE_AT_SIGN.matcher(bare).replaceAll("").strip();
    }
}
