package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions that models write, and that look wrong at first sight. */
class GoodQuestionsTest {

    static Stream<Arguments> questions() {
        return Stream.of(
                question(
                        "ratios in both orders",
                        "A class has 12 juniors and 16 seniors. What is the ratio of juniors to seniors?",
                        "3 to 4, 4 to 3, 3 to 7, 4 to 7",
                        "Dividing both numbers by 4 gives 3 juniors for 4 seniors. The right answer is A."),
                question(
                        "ratios with colons",
                        "A map is drawn so that 2 inches stand for 5 miles. What is the ratio of inches to miles?",
                        "2:5, 5:2, 2:7, 5:7",
                        "There are 2 inches for 5 miles. The right answer is A."),
                question(
                        "ratios in mathematics",
                        "What is the ratio of \\(6\\) to \\(9\\) in lowest terms?",
                        "\\(2\\) to \\(3\\), \\(3\\) to \\(2\\), \\(1\\) to \\(3\\), \\(3\\) to \\(1\\)",
                        "Both numbers are divided by 3. The right answer is A."),
                question(
                        "equivalent forms on purpose",
                        "The function \\(g\\) is given by \\(g(x) = x^2 + 4x - 5\\). Which of these equivalent forms of \\(g\\)"
                                + " displays the zeros of \\(g\\) as constants or coefficients?",
                        "\\(g(x) = (x + 5)(x - 1)\\); \\(g(x) = (x + 2)^2 - 9\\); \\(g(x) = x(x + 4) - 5\\);"
                                + " \\(g(x) = x^2 + 4x - 5\\)",
                        "The zeros are read off from the factors. The right answer is A."),
                question(
                        "the minimum as a constant",
                        "The expression \\(t^2 - 8t + 19\\) gives a height. Which expression shows the least height as a"
                                + " constant?",
                        "\\((t - 4)^2 + 3\\); \\(t(t - 8) + 19\\); \\((t - 1)(t - 7) + 12\\); \\((t - 2)(t - 6) + 7\\)",
                        "A square is never negative, so the completed square shows it. The right answer is A."),
                question(
                        "money between escaped dollars",
                        "A taxi costs \\$4 to enter and \\$3 for each mile_x of a trip. How many miles cost \\$19?",
                        "5, 6, 7, 8",
                        "Without the \\$4 there are \\$15 left. At \\$3 a mile that is 5 miles. The right answer is A, 5."),
                question(
                        "backslashes escaped twice",
                        "What is the positive solution of \\\\(x^2 = 36\\\\)?",
                        "\\\\(6\\\\), \\\\(18\\\\), \\\\(\\\\frac{1}{6}\\\\), \\\\(36\\\\)",
                        "Taking the square root gives \\\\(x = 6\\\\). The right answer is A, \\\\(6\\\\)."),
                question(
                        "percent signs in mathematics",
                        "A price falls from 50 dollars to 40 dollars. By what percent does it fall?",
                        "\\(20%\\), \\(10%\\), \\(25%\\), \\(80%\\)",
                        "The price falls by 10 of 50 dollars, which is \\(20%\\). The right answer is A, \\(20%\\)."),
                passage(
                        "The pictures shown in the town hall that winter were by students, and nobody had asked the painters"
                                + " among the teachers to take part. Visitors came back a second time, which had not happened before,"
                                + " and several of them asked whether the pictures were for sale."),
                passage(
                        "The maps displayed at the fair had been drawn by hand over thirty years. Their maker walked each path"
                                + " himself, and he left white what he had not seen, so that readers could tell at once what he knew"
                                + " and what he had only heard."));
    }

    private static Arguments question(String what, String stem, String options, String explanation) {
        String[] texts = options.split(options.contains(";") ? "; " : ", ");
        return Arguments.of(what, json(null, stem, texts, explanation));
    }

    private static Arguments passage(String passage) {
        String[] texts = {
            "People valued the work.", "Nobody came to see it.", "The work was sold at once.", "The work was copied."
        };
        return Arguments.of(
                passage.substring(0, 18),
                json(
                        passage,
                        "Which choice best states the main idea of the text?",
                        texts,
                        "The text tells of interest in the work. The right answer is A."));
    }

    private static String json(String passage, String stem, String[] options, String explanation) {
        var letters = Json.createObjectBuilder();
        for (int i = 0; i < options.length; i++) {
            letters.add(String.valueOf((char) ('A' + i)), options[i].strip());
        }
        var question = Json.createObjectBuilder();
        if (passage != null) {
            question.add("passage", passage);
        }
        return question.add("question", stem)
                .add("options", letters)
                .add("correct_answer", "A")
                .add("explanation", explanation)
                .build()
                .toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void areAccepted(String what, String json) {
        assertThat(QuestionParser.parse(json)).isInstanceOfSatisfying(ParseResult.Parsed.class, parsed -> {
            assertThat(QuestionCheck.problems(parsed.question())).isEmpty();
            assertThat(parsed.question().question()).doesNotContain("\\\\(");
        });
    }
}
