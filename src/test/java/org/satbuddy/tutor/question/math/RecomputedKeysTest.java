package org.satbuddy.tutor.question.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Solves the questions again from their stems alone, by other methods than the templates use. */
class RecomputedKeysTest {

    private static final int SEEDS = 500;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?|(?<=[a-z(^])\\d+");
    private static final Pattern FORMULA = Pattern.compile("\\\\\\((.*?)\\\\\\)");

    private static final Map<String, ToDoubleFunction<String>> SOLVERS = Map.ofEntries(
            Map.entry("solve-one-variable EASY", stem -> root(formula(stem, 0))),
            Map.entry("solve-one-variable MEDIUM", stem -> root(formula(stem, 1))),
            Map.entry("solve-one-variable HARD", RecomputedKeysTest::parallelCoefficient),
            Map.entry("value-of-expression EASY", stem -> at(formula(stem, 1), root(formula(stem, 0)))),
            Map.entry("value-of-expression MEDIUM", stem -> at(formula(stem, 1), root(formula(stem, 0)))),
            Map.entry("value-of-expression HARD", stem -> at(formula(stem, 1), root(formula(stem, 0)))),
            Map.entry("linear-function-values EASY", RecomputedKeysTest::functionValue),
            Map.entry("linear-function-values MEDIUM", stem -> {
                double[] p = call(formula(stem, 1));
                double[] r = call(formula(stem, 2));
                double t = call(formula(stem, 3) + " = 0")[0];
                return p[1] + (t - p[0]) * (r[1] - p[1]) / (r[0] - p[0]);
            }),
            Map.entry("linear-function-values HARD", stem -> {
                List<Double> n = numbers(stem);
                return n.get(1) - n.get(0) * (n.get(3) - n.get(1)) / (n.get(2) - n.get(0));
            }),
            Map.entry("lines EASY", stem -> {
                String line = formula(stem, 0);
                boolean x = stem.contains("What is the \\(x\\)");
                return zero(value -> side(x ? both(line, value, 0) : both(line, 0, value)));
            }),
            Map.entry("linear-systems EASY", stem -> {
                double[] solution = solve(formula(stem, 0), formula(stem, 1));
                return stem.endsWith("\\(x\\)?") ? solution[0] : solution[1];
            }),
            Map.entry(
                    "linear-systems MEDIUM",
                    stem -> Arrays.stream(solve(formula(stem, 0), formula(stem, 1)))
                            .sum()),
            Map.entry("inequality-bounds EASY", stem -> greatest(x -> holds(formula(stem, 1), x))),
            Map.entry("inequality-bounds MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return greatest(people -> n.get(1) + n.get(2) * people <= n.get(0));
            }),
            Map.entry("inequality-bounds HARD", stem -> least(x -> holds(formula(stem, 1), x))),
            Map.entry("coefficients EASY", RecomputedKeysTest::middleCoefficient),
            Map.entry("coefficients MEDIUM", RecomputedKeysTest::middleCoefficient),
            Map.entry("coefficients HARD", RecomputedKeysTest::middleCoefficient),
            Map.entry("exponents EASY", RecomputedKeysTest::power),
            Map.entry("exponents MEDIUM", RecomputedKeysTest::power),
            Map.entry("exponents HARD", RecomputedKeysTest::power),
            Map.entry("quadratic-equations EASY", stem -> greatestRoot(formula(stem, 0))),
            Map.entry("quadratic-equations MEDIUM", stem -> greatestRoot(formula(stem, 0))),
            Map.entry("quadratic-equations HARD", stem -> {
                String left = formula(stem, 0).replace(" + k = 0", "");
                double slope = at(left, 1) - at(left, -1);
                double square = (at(left, 1) + at(left, -1)) / 2;
                return slope * slope / 4 / (4 * square);
            }),
            Map.entry("absolute-values-and-roots EASY", stem -> greatestRoot(formula(stem, 0))),
            Map.entry("absolute-values-and-roots MEDIUM", stem -> greatestRoot(formula(stem, 1))),
            Map.entry("absolute-values-and-roots HARD", stem -> greatestRoot(formula(stem, 0))),
            Map.entry("line-and-parabola MEDIUM", stem -> crossing(stem)[0]),
            Map.entry("line-and-parabola HARD", stem -> crossing(stem)[1]),
            Map.entry("parabolas EASY", RecomputedKeysTest::functionValue),
            Map.entry("parabolas MEDIUM", stem -> {
                String rule = right(formula(stem, 1));
                return IntStream.rangeClosed(-10, 10)
                        .mapToDouble(x -> at(rule, x))
                        .min()
                        .orElseThrow();
            }),
            Map.entry("parabolas HARD", stem -> {
                String rule = right(formula(stem, 1));
                return IntStream.rangeClosed(-10, 10)
                        .mapToDouble(x -> at(rule, x))
                        .max()
                        .orElseThrow();
            }),
            Map.entry("exponential-functions EASY", RecomputedKeysTest::functionValue),
            Map.entry("exponential-functions MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return n.get(0) * Math.pow(stem.contains("triples") ? 3 : 2, n.get(2) / n.get(1));
            }),
            Map.entry("exponential-functions HARD", stem -> {
                double[] p = call(formula(stem, 4));
                double[] r = call(formula(stem, 5));
                return p[1] / Math.pow(r[1] / p[1], p[0] / (r[0] - p[0]));
            }),
            Map.entry("proportions EASY", stem -> {
                List<Double> n = numbers(stem);
                return n.get(0) / n.get(1) * n.get(2);
            }),
            Map.entry("proportions MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return n.get(2) / (n.get(0) + n.get(1)) * n.get(0);
            }),
            Map.entry("proportions HARD", stem -> numbers(stem).get(0) / (stem.contains("yard") ? 9 : 144)),
            Map.entry(
                    "percentages EASY",
                    stem -> numbers(stem).get(0) * numbers(stem).get(1) / 100),
            Map.entry("percentages MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return n.get(1) / (1 + (stem.contains("increased") ? n.get(0) : -n.get(0)) / 100);
            }),
            Map.entry("percentages HARD", stem -> {
                List<Double> n = numbers(stem);
                return 100 * (1 + n.get(0) / 100) * (1 - n.get(1) / 100);
            }),
            Map.entry(
                    "centers EASY",
                    stem -> numbers(stem).stream().sorted().skip(3).findFirst().orElseThrow()),
            Map.entry("centers MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                double known = n.subList(1, n.size() - 1).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                return n.get(0) * n.get(n.size() - 1) - known;
            }),
            Map.entry("centers HARD", stem -> {
                List<Double> n = numbers(stem);
                return (n.get(0) * n.get(1) + n.get(2) * n.get(3)) / n.get(4);
            }),
            Map.entry("best-fit EASY", stem -> {
                List<Double> n = numbers(stem);
                return at(right(formula(stem, 2)), n.get(n.size() - 1));
            }),
            Map.entry("best-fit MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                double actual = n.get(n.size() - 2);
                return Math.abs(actual - at(right(formula(stem, 2)), n.get(n.size() - 1)));
            }),
            Map.entry("best-fit HARD", stem -> {
                List<Double> n = numbers(stem);
                return (n.get(3) - n.get(1)) / (n.get(2) - n.get(0));
            }),
            Map.entry("two-way-table EASY", stem -> cell(stem, 2) / cell(stem, 8)),
            Map.entry("two-way-table MEDIUM", stem -> cell(stem, 3) / cell(stem, 5)),
            Map.entry("two-way-table HARD", stem -> cell(stem, 4) / (cell(stem, 0) + cell(stem, 1) + cell(stem, 4))),
            Map.entry(
                    "bag EASY", stem -> 1 - numbers(stem).get(1) / numbers(stem).get(0)),
            Map.entry("bag MEDIUM", stem -> {
                double probability = at(formula(stem, 0), 0);
                double blue = Double.parseDouble(stem.replaceAll("(?s).*There are (\\d+) blue.*", "$1"));
                return blue * probability / (1 - probability);
            }),
            Map.entry("estimates EASY", stem -> {
                List<Double> n = numbers(stem);
                return n.get(2) / n.get(0) * n.get(1);
            }),
            Map.entry("estimates MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return stem.contains("least") ? n.get(1) - n.get(2) : n.get(1) + n.get(2);
            }),
            Map.entry("estimates HARD", stem -> {
                List<Double> n = numbers(stem);
                return n.get(0) * (stem.contains("least") ? n.get(1) - n.get(2) : n.get(1) + n.get(2)) / 100;
            }),
            Map.entry(
                    "area-and-volume EASY",
                    stem -> numbers(stem).get(0) * numbers(stem).get(1) / 2),
            Map.entry("area-and-volume MEDIUM", stem -> {
                List<Double> n = numbers(stem);
                return n.get(0) * n.get(0) * n.get(1) / (stem.contains("cone") ? 3 : 1);
            }),
            Map.entry("area-and-volume HARD", stem -> {
                List<Double> n = numbers(stem);
                return n.get(1) * Math.pow(n.get(0), stem.contains("volume") ? 3 : 2);
            }),
            Map.entry(
                    "angles-and-triangles EASY",
                    stem -> 180 - numbers(stem).get(0) - numbers(stem).get(1)),
            Map.entry("angles-and-triangles MEDIUM", stem -> {
                String first = formula(stem, 0).replace("^\\circ", "");
                String second = formula(stem, 1).replace("^\\circ", "");
                return zero(x -> stem.contains("corresponding")
                        ? at(first, x) - at(second, x)
                        : at(first, x) + at(second, x) - 180);
            }),
            Map.entry("angles-and-triangles HARD", stem -> {
                List<Double> n = numbers(stem);
                return n.get(2) * n.get(1) / n.get(0);
            }),
            Map.entry("right-triangles EASY", stem -> {
                double a = numbers(stem).get(0);
                double b = numbers(stem).get(1);
                return stem.startsWith("The legs") ? Math.hypot(a, b) : Math.sqrt(a * a - b * b);
            }),
            Map.entry("right-triangles MEDIUM", stem -> {
                double opposite = numbers(stem).get(0);
                double adjacent = numbers(stem).get(1);
                double angle = Math.atan2(opposite, adjacent);
                return stem.contains("\\sin")
                        ? Math.sin(angle)
                        : stem.contains("\\cos") ? Math.cos(angle) : Math.tan(angle);
            }),
            Map.entry(
                    "right-triangles HARD",
                    stem -> zero(x -> at(formula(stem, 0).replace("^\\circ", ""), x)
                            + at(formula(stem, 1).replace("^\\circ", ""), x)
                            - 90)),
            Map.entry("circles EASY", stem -> {
                double radius =
                        Math.sqrt(Double.parseDouble(right(formula(stem, 0)).strip()));
                return stem.contains("diameter") ? 2 * radius : radius;
            }),
            Map.entry("circles MEDIUM", stem -> {
                double radius = numbers(stem).get(0);
                double part = numbers(stem).get(1) / 360;
                return stem.contains("sector") ? radius * radius * part : 2 * radius * part;
            }),
            Map.entry("circles HARD", stem -> {
                String left = formula(stem, 0).split("=")[0];
                double c = Double.parseDouble(right(formula(stem, 0)).strip());
                double h = (value(both(left, -1, 0)) - value(both(left, 1, 0))) / 4;
                double k = (value(both(left, 0, -1)) - value(both(left, 0, 1))) / 4;
                return Math.sqrt(c + h * h + k * k);
            }));

    @TestFactory
    Stream<DynamicTest> keysAreWhatTheStemsAskFor() {
        return MathTemplates.all().stream()
                .filter(Template::typed)
                .flatMap(template -> template.difficulties().stream()
                        .filter(difficulty -> SOLVERS.containsKey(name(template, difficulty)))
                        .map(difficulty -> DynamicTest.dynamicTest(
                                name(template, difficulty), () -> solveAgain(template, difficulty))));
    }

    private static String name(Template template, Difficulty difficulty) {
        return template.name() + " " + difficulty;
    }

    private static void solveAgain(Template template, Difficulty difficulty) {
        ToDoubleFunction<String> solver = SOLVERS.get(name(template, difficulty));
        for (int seed = 0; seed < SEEDS; seed++) {
            Draft draft = template.draw(difficulty, new Random(seed));
            assertThat(solver.applyAsDouble(draft.stem()))
                    .as("seed %d: %s", seed, draft.stem())
                    .isCloseTo(draft.value().toDouble(), within(1e-6));
        }
    }

    private static String formula(String stem, int index) {
        return FORMULA.matcher(stem).results().map(m -> m.group(1)).toList().get(index);
    }

    private static String right(String equation) {
        return equation.substring(equation.indexOf('=') + 1);
    }

    private static List<Double> numbers(String stem) {
        List<Double> numbers = new ArrayList<>();
        NUMBER.matcher(stem)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .forEach(numbers::add);
        return numbers;
    }

    private static double cell(String stem, int index) {
        List<Double> cells = Pattern.compile("\\| (\\d+) (?=\\|)")
                .matcher(stem)
                .results()
                .map(m -> Double.valueOf(m.group(1)))
                .toList();
        return cells.get(index);
    }

    private static double value(String formula) {
        return Formula.evaluate(formula, 0)
                .orElseThrow(() -> new AssertionError(formula))
                .number();
    }

    private static double at(String formula, double x) {
        return value(formula.replaceAll("(?<![\\\\a-z])x(?![a-z])", "(" + x + ")"));
    }

    private static String both(String formula, double x, double y) {
        return formula.replace("x", "(" + x + ")").replace("y", "(" + y + ")");
    }

    /** Returns the left side minus the right side of an equation without variables. */
    private static double side(String equation) {
        String[] sides = equation.split("=");
        return value(sides[0]) - value(sides[1]);
    }

    /** Returns where a linear function is zero. */
    private static double zero(ToDoubleFunction<Double> linear) {
        double start = linear.applyAsDouble(0.0);
        return -start / (linear.applyAsDouble(1.0) - start);
    }

    private static double root(String equation) {
        return zero(x -> at(equation.split("=")[0], x) - at(right(equation), x));
    }

    /** Returns the greatest whole solution of an equation whose sides may be undefined for some numbers. */
    private static double greatestRoot(String equation) {
        return IntStream.rangeClosed(-60, 60)
                .filter(x -> Formula.evaluate(substituted(equation.split("=")[0], x), 0)
                        .filter(left -> Math.abs(left.number() - at(right(equation), x)) < 1e-9)
                        .isPresent())
                .max()
                .orElseThrow();
    }

    private static String substituted(String formula, int x) {
        return formula.replace("x", "(" + x + ")");
    }

    private static boolean holds(String inequality, int x) {
        boolean orEqual = inequality.contains("\\le");
        String[] sides = inequality.split("\\\\le|<");
        double gap = at(sides[0], x) - at(sides[1], x);
        return orEqual ? gap <= 0 : gap < 0;
    }

    private static double greatest(Predicate<Integer> fits) {
        return IntStream.rangeClosed(-200, 200).filter(fits::test).max().orElseThrow();
    }

    private static double least(Predicate<Integer> fits) {
        return IntStream.rangeClosed(-200, 200).filter(fits::test).min().orElseThrow();
    }

    private static double[] call(String formula) {
        Matcher call = Pattern.compile("f\\((-?\\d+)\\) = (-?\\d+)").matcher(formula);
        assertThat(call.find()).as(formula).isTrue();
        return new double[] {Double.parseDouble(call.group(1)), Double.parseDouble(call.group(2))};
    }

    private static double functionValue(String stem) {
        String argument = formula(stem, 2).replaceAll("[fg]\\((.*)\\)", "$1");
        return at(right(formula(stem, 1)), Double.parseDouble(argument));
    }

    /** Solves by Cramer's rule, with coefficients that are read off at three points. */
    private static double[] solve(String first, String second) {
        double[] p = coefficients(first);
        double[] q = coefficients(second);
        double determinant = p[0] * q[1] - q[0] * p[1];
        return new double[] {(p[2] * q[1] - q[2] * p[1]) / determinant, (p[0] * q[2] - q[0] * p[2]) / determinant};
    }

    private static double[] coefficients(String equation) {
        double none = side(both(equation, 0, 0));
        return new double[] {side(both(equation, 1, 0)) - none, side(both(equation, 0, 1)) - none, -none};
    }

    private static double parallelCoefficient(String stem) {
        String left = formula(stem, 0).split("=")[0];
        return at(left, 1) - at(left, 0);
    }

    private static double middleCoefficient(String stem) {
        String product = formula(stem, 0);
        return (at(product, 1) - at(product, -1)) / 2;
    }

    private static double power(String stem) {
        String left = formula(stem, 0).split("=")[0];
        return Math.log(at(left, 1.25)) / Math.log(1.25);
    }

    private static double[] crossing(String stem) {
        String parabola = right(formula(stem, 0));
        String line = right(formula(stem, 1));
        double x = greatest(n -> at(parabola, n) == at(line, n));
        return new double[] {x, at(line, x)};
    }
}
