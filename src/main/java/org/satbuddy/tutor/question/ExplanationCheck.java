package org.satbuddy.tutor.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.tutor.question.math.Fraction;
import org.satbuddy.tutor.question.math.MathValue;

/** Checks that an explanation agrees with the key and ends at its value. */
final class ExplanationCheck {

    private static final List<Pattern> NAMED_AS_CORRECT = List.of(
            Pattern.compile("\\b(?:[Cc]hoice|[Oo]ption|[Aa]nswer)\\s*\\(?([A-D])\\)?\\s+(?:is|must be)\\s+"
                    + "(?:therefore |thus |the |indeed |only |single )*(?:correct|right|best)\\b"),
            Pattern.compile("\\b(?:[Cc]orrect|[Rr]ight|[Bb]est|[Ff]inal)\\s+(?:answer|choice|option)"
                    + "\\s*(?:is|must be|:)?\\s*(?:choice |option )?\\(?([A-D])\\)?(?=[\\s.,;:!)]|$)"),
            Pattern.compile("\\b[Aa]nswer\\s*(?:is|:)\\s*(?:[Cc]hoice |[Oo]ption )?\\(?([A-D])\\)?(?=[.,;:!)]|\\s*$)"));
    private static final Pattern NAMED_AS_WRONG =
            Pattern.compile("\\b(?:[Cc]hoice|[Oo]ption)\\s*\\(?([A-D])\\)?\\s+is\\s+"
                    + "(?:therefore |thus |the |clearly |also )*(?:incorrect|wrong|not correct|not right)\\b");
    private static final Pattern OPTION = Pattern.compile("\\b(?:[Cc]hoices?|[Oo]ptions?)\\s*\\(?([A-D])\\b");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern CONCLUSION = Pattern.compile(
            "(?i)\\b(?:the|final|correct|right|your) (?:answer|choice|option|value)\\b[^.]{0,60}?(?:\\bis\\b|:|=)");
    private static final Pattern OF_A_MISTAKE =
            Pattern.compile("(?i)\\b(?:incorrect|wrong|error|mistake|mistakenly|forgets?|instead)\\b");

    private ExplanationCheck() {}

    static List<String> problems(Question question) {
        List<String> problems = new ArrayList<>();
        String text = question.explanation().replace("*", "");
        if (question.type() == QuestionType.MCQ) {
            letters(text, question.correctAnswer(), problems);
        } else if (OPTION.matcher(text).find()) {
            problems.add("The explanation speaks of an option, but the question has none.");
        }
        key(question).ifPresent(key -> finalValue(question, text, key).ifPresent(problems::add));
        return problems;
    }

    private static void letters(String text, String key, List<String> problems) {
        for (Pattern pattern : NAMED_AS_CORRECT) {
            Matcher named = pattern.matcher(text);
            while (named.find()) {
                if (!named.group(1).equals(key)) {
                    problems.add("The explanation names option " + named.group(1)
                            + " as correct, but correct_answer is " + key + ".");
                    return;
                }
            }
        }
        Matcher wrong = NAMED_AS_WRONG.matcher(text);
        while (wrong.find()) {
            if (wrong.group(1).equals(key)) {
                problems.add("The explanation calls option " + key + " wrong, but it is the correct_answer.");
                return;
            }
        }
    }

    private static OptionalDouble keyNumber(Question question) {
        if (question.type() == QuestionType.SPR) {
            return SprEntry.value(question.correctAnswer())
                    .map(Fraction::toDouble)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        }
        return MathValue.of(question.keyText()).map(MathValue::number).orElse(OptionalDouble.empty());
    }

    private static Optional<Double> key(Question question) {
        OptionalDouble number = keyNumber(question);
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    /**
     * Checks that the key is in one of the last two sentences that contain values: a check of the result may follow the
     * result. If one of the two states a conclusion, that conclusion must contain the key.
     */
    private static Optional<String> finalValue(Question question, String text, double key) {
        List<String> last = new ArrayList<>();
        String conclusion = null;
        for (String sentence : SENTENCE_END.split(text)) {
            if (MathValue.allIn(sentence).isEmpty() || aboutAnotherOption(sentence, question.correctAnswer())) {
                continue;
            }
            if (CONCLUSION.matcher(sentence).find()) {
                conclusion = sentence;
            }
            last.add(sentence);
        }
        List<String> ending = last.subList(Math.max(0, last.size() - 2), last.size());
        boolean reached = ending.stream().anyMatch(sentence -> names(sentence, key, question));
        boolean concluded = conclusion == null || !ending.contains(conclusion) || names(conclusion, key, question);
        return reached && concluded
                ? Optional.empty()
                : Optional.of("The explanation does not end at the value of the key, " + question.keyText() + ".");
    }

    private static boolean aboutAnotherOption(String sentence, String key) {
        Matcher option = OPTION.matcher(sentence);
        boolean another = false;
        boolean own = false;
        while (option.find()) {
            own |= option.group(1).equals(key);
            another |= !option.group(1).equals(key);
        }
        return (another && !own) || OF_A_MISTAKE.matcher(sentence).find();
    }

    private static boolean names(String sentence, double key, Question question) {
        boolean percent = sentence.contains("%") || question.keyText().contains("%");
        boolean rounded = question.keyText().contains(".");
        return MathValue.allIn(sentence).stream()
                .map(MathValue::number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .anyMatch(number -> close(number, key, rounded)
                        || (percent && (close(100 * number, key, rounded) || close(number, 100 * key, rounded))));
    }

    private static boolean close(double a, double b, boolean rounded) {
        double tolerance = rounded ? 2e-3 : 1e-9;
        return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
    }
}
