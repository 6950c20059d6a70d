package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.guide.StudyGuide;
import org.satbuddy.tutor.question.ParseResult;
import org.satbuddy.tutor.question.Question;
import org.satbuddy.tutor.question.QuestionBank;
import org.satbuddy.tutor.question.QuestionCheck;
import org.satbuddy.tutor.question.QuestionParser;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Domain;

class StudyGuideProviderTest {

    private static final StudyGuideProvider PROVIDER = new StudyGuideProvider(new StudyGuide(), new QuestionBank());

    private static Answer.Completed ask(Request request, Prompt.Message... messages) {
        var prompt = new Prompt("", List.of(messages), null, request, Instant.MAX, false);
        return (Answer.Completed) PROVIDER.ask(prompt, null);
    }

    private static Prompt.Message said(Turn.Role role, String text, Attachment... images) {
        return new Prompt.Message(role, text, List.of(images));
    }

    private static ChatRequest chat(String message) {
        return new ChatRequest(message, null, List.of(), null, false);
    }

    @Test
    void saysThatItIsNoAi() {
        Answer.Completed replied =
                ask(chat("How do I solve quadratics?"), said(Turn.Role.USER, "How do I solve quadratics?"));

        assertThat(replied.provider()).isEqualTo("study-guide");
        assertThat(replied.model()).isEqualTo("embedded");
        assertThat(replied.usage()).isEqualTo(Usage.NONE);
        assertThat(replied.result()).contains("study guide").contains("not from an AI");
    }

    @Test
    void continuesTheStudentsEarlierTopic() {
        String text = ask(
                        chat("Can you give another example?"),
                        said(Turn.Role.USER, "How do transitions work?"),
                        said(Turn.Role.ASSISTANT, "Like this."),
                        said(Turn.Role.USER, "Can you give another example?"))
                .result();

        assertThat(text).containsIgnoringCase("transition");
    }

    @Test
    void saysThatItCannotSeeImages() {
        var image = new Attachment("1", "image/png", new byte[0]);

        assertThat(ask(chat("What is this triangle?"), said(Turn.Role.USER, "What is this triangle?", image))
                        .result())
                .contains("cannot read images");
    }

    @RepeatedTest(20)
    void givesAValidQuestionOnTheTopic() {
        var request = new QuestionRequest("quadratics", "hard", null, null, null, "mcq");

        ParseResult parsed =
                QuestionParser.parse(ask(request, said(Turn.Role.USER, "")).result());

        Question question = ((ParseResult.Parsed) parsed).question();
        assertThat(QuestionCheck.problems(question)).isEmpty();
        assertThat(question.domain()).isEqualTo(Domain.ADVANCED_MATH);
        assertThat(question.type()).isEqualTo(QuestionType.MCQ);
    }
}
