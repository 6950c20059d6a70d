package org.satbuddy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No regular expression takes more than linear time, whatever a student, a model or a provider sends. Each constant is
 * fed the texts that make expressions backtrack: repetitions of the characters that it names.
 */
class ExpressionsTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.satbuddy");

    /** Methods of String that compile an expression, where no test would find it. */
    private static final Set<String> HIDDEN = Set.of("replaceAll", "replaceFirst", "matches");

    private static final int SHORT = 200;

    /** The growth of the looks when a text is four times as long: 4 for linear time, 16 for quadratic time. */
    private static final int MOST_GROWTH = 11;

    /** Looks at each character of a short text that are no sign of more than linear time. */
    private static final int FEW = 15;

    /** Ends a search in exponential time. */
    private static final int MOST_LOOKS = 5_000_000;

    @TestFactory
    List<DynamicTest> takesLinearTime() {
        return constants().entrySet().stream()
                .map(constant -> DynamicTest.dynamicTest(
                        constant.getKey(),
                        () -> assertThat(slow(constant.getValue()))
                                .as("texts for which %s takes more than linear time", constant.getKey())
                                .isEmpty()))
                .toList();
    }

    @Test
    void isAConstantThatThisTestFinds() {
        noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<>("compiles an expression on the fly") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        MethodCallTarget target = call.getTarget();
                        return target.getOwner().isEquivalentTo(String.class) && HIDDEN.contains(target.getName());
                    }
                })
                .check(CLASSES);
    }

    private static Map<String, Pattern> constants() {
        var constants = new TreeMap<String, Pattern>();
        for (JavaClass type : CLASSES) {
            for (Field field : type.reflect().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    patterns(field)
                            .forEach(pattern -> constants.put(
                                    type.getSimpleName() + "." + field.getName() + " " + pattern.pattern(), pattern));
                }
            }
        }
        assertThat(constants).hasSizeGreaterThan(80);
        return constants;
    }

    private static List<Pattern> patterns(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof Pattern pattern) {
                return List.of(pattern);
            }
            return value instanceof Iterable<?> several ? in(several) : List.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Pattern> in(Iterable<?> several) {
        var found = new ArrayList<Pattern>();
        for (Object one : several) {
            if (one instanceof Pattern pattern) {
                found.add(pattern);
            }
        }
        return found;
    }

    /** The descriptions of the texts for which the number of looks grows faster than the text. */
    private static List<String> slow(Pattern pattern) {
        var slow = new ArrayList<String>();
        Set<String> pumps = pumps(pattern.pattern());
        for (String begin : begins(pattern.pattern())) {
            for (String pump : pumps) {
                for (String end : List.of("", "!")) {
                    if (grows(pattern, begin, pump, end)) {
                        slow.add("'" + begin + "' '" + pump + "'* '" + end.strip() + "'");
                    }
                }
            }
            if (slow.size() > 0) {
                return slow;
            }
        }
        return slow;
    }

    private static boolean grows(Pattern pattern, String begin, String pump, String end) {
        String text = begin + pump.repeat(SHORT) + end;
        long looks = looks(pattern, text);
        return looks > (long) FEW * text.length()
                && looks(pattern, begin + pump.repeat(4 * SHORT) + end) > MOST_GROWTH * looks;
    }

    /** How many characters the matcher looks at when it searches the whole text. */
    private static long looks(Pattern pattern, String text) {
        var counted = new Counted(text, MOST_LOOKS);
        var matcher = pattern.matcher(counted);
        try {
            while (matcher.find()) {
                // All of the text is searched.
            }
            pattern.matcher(counted).matches();
        } catch (Counted.Exceeded | StackOverflowError e) {
            return 100L * MOST_LOOKS;
        }
        return counted.looks;
    }

    private static Set<String> characters(String expression) {
        return expression
                .chars()
                .filter(c -> c < 128 && c != '?' && c != '*')
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pumps(String expression) {
        var pumps = characters(expression);
        pumps.addAll(
                List.of(" ", "a", "0", "\n", "A ", "a1", "1,", "\\(", "a b ", ". ", "({", "<>", "(1", "ab, ", "- "));
        return pumps;
    }

    private static List<String> begins(String expression) {
        var begins = new ArrayList<>(List.of("", "a", "1", "A1 ", "\\(", "the answer "));
        begins.addAll(characters(expression));
        return begins;
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {

        private static final class Exceeded extends RuntimeException {

            private static final long serialVersionUID = 1L;

            Exceeded() {
                super(null, null, false, false);
            }
        }

        private final String text;
        private final long most;
        private long looks;

        Counted(String text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > most) {
                throw new Exceeded();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
