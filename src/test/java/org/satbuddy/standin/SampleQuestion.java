package org.satbuddy.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.satbuddy.standin.types.Json;

/** Correct SAT questions: a linear equation whose numbers follow from a counter, with a computed key. */
final class SampleQuestion {

    private static final Pattern FREE_ENTRY = Pattern.compile("\\bspr\\b|student-produced");

    private SampleQuestion() {}

    static String answering(String text, long number) {
        long factor = 2 + number % 8;
        long solution = 3 + number / 8 % 9;
        long added = 1 + number % 7;
        String equation = factor + "x + " + added + " = " + (factor * solution + added);
        boolean free = FREE_ENTRY.matcher(text.toLowerCase(Locale.ROOT)).find();
        Map<String, Object> options = free ? null : options(number, solution);
        String key = free ? String.valueOf(solution) : keyOf(options, solution);
        Map<String, Object> question = Json.object(
                "question",
                "If \\(" + equation + "\\), what is the value of \\(x\\)?",
                "options",
                options,
                "correct_answer",
                key,
                "explanation",
                "Subtract " + added + " from both sides to get \\(" + factor + "x = " + factor * solution
                        + "\\). Divide both sides by " + factor + " to get \\(x = " + solution + "\\).",
                "passage",
                null,
                "section",
                "math",
                "domain",
                "Algebra",
                "skill",
                "Linear equations in one variable",
                "difficulty",
                "easy",
                "type",
                free ? "spr" : "mcq");
        if (free) {
            question.put("answers", List.of(String.valueOf(solution)));
        }
        return Json.write(question);
    }

    static String bad() {
        return Json.write(Json.object(
                "question", "If \\(2x = 6\\), what is the value of \\(x\\)?",
                "options", Json.object("A", "1", "B", "2", "C", "2", "D", "4"),
                "correct_answer", "E",
                "explanation", "Divide both sides by 2."));
    }

    private static Map<String, Object> options(long number, long solution) {
        List<Long> values = new ArrayList<>(List.of(solution - 2, solution - 1, solution + 1));
        values.add((int) (number % 4), solution);
        Map<String, Object> options = Json.object();
        for (int i = 0; i < 4; i++) {
            options.put("ABCD".substring(i, i + 1), String.valueOf(values.get(i)));
        }
        return options;
    }

    private static String keyOf(Map<String, Object> options, long solution) {
        return options.entrySet().stream()
                .filter(option -> option.getValue().equals(String.valueOf(solution)))
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
