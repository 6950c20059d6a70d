package org.satbuddy.tutor.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.satbuddy.tutor.question.ParseResult.Parsed;
import org.satbuddy.tutor.question.ParseResult.Unreadable;

/** Any answer of a model is read as a question, or refused with a sentence. */
class QuestionParserFuzzTest {

    private static final int MOST_ANSWERS = 200;

    @FuzzTest
    void readsAQuestionOrRefusesTheAnswer(byte[] answer) {
        ParseResult result = QuestionParser.parse(new String(answer, UTF_8));

        if (result instanceof Unreadable unreadable) {
            assertThat(unreadable.reason()).endsWith(".");
            return;
        }
        Question question = ((Parsed) result).question();
        String json = question.toJson().toString();
        assertThat(Question.fromJson(QuestionJson.object(json))).isEqualTo(question);
        if (question.answers() != null) {
            assertThat(question.answers()).hasSizeLessThan(MOST_ANSWERS);
        }
        List<String> problems = QuestionCheck.problems(question);
        assertThat(problems).noneMatch(String::isBlank);
        if (problems.isEmpty()) {
            assertThat(
                            question.options() == null
                                    ? question.answers()
                                    : question.options().keySet())
                    .contains(question.correctAnswer());
            assertThat(QuestionParser.parse(json)).isEqualTo(result);
        }
    }
}
