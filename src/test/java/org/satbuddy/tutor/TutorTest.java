package org.satbuddy.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Answer;
import org.satbuddy.task.AnswerCache;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Unwatched;
import org.satbuddy.task.Usage;
import org.satbuddy.task.Work;

class TutorTest {

    private static final Instant UNTIL = Instant.parse("2026-03-01T12:00:00Z");
    private static final QuestionRequest QUADRATICS = new QuestionRequest("quadratics", "hard", null, null, null, null);
    private static final ChatRequest HELLO = new ChatRequest("Hello", null, List.of(), null, false);

    private static final String GOOD = """
        {"question": "If \\\\(2x + 3 = 11\\\\), what is the value of \\\\(x\\\\)?", "passage": null,
         "options": {"A": "2", "B": "3", "C": "4", "D": "7"}, "correct_answer": "C",
         "explanation": "Subtract 3: \\\\(2x = 8\\\\). Divide by 2: \\\\(x = 4\\\\). The correct answer is C."}\
        """;
    private static final String TWO_ALIKE = GOOD.replace("\"7\"", "\"2.0\"");

    private static final AnswerCache NO_CACHE = new AnswerCache() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Optional<Answer.Completed> find(String promptHash) {
            return Optional.empty();
        }
    };

    private final Deque<Answer> outcomes = new ArrayDeque<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    private Answer answer(Request request, Answer... model) {
        outcomes.addAll(List.of(model));
        return new Tutor(new ScriptedModel(false), NO_CACHE).answer(work(request), new StageRecorder());
    }

    private static Work work(Request request) {
        return new Work("id", 1, 1, request, List.of(), List.of(), UNTIL, false);
    }

    private final class ScriptedModel implements LanguageModel {

        private final boolean last;

        ScriptedModel(boolean last) {
            this.last = last;
        }

        @Override
        public Answer complete(Prompt prompt, Progress progress) {
            prompts.add(prompt);
            return last ? says("Last.") : outcomes.remove();
        }

        @Override
        public Optional<String> signature() {
            return Optional.of("small-1");
        }

        @Override
        public LanguageModel lastResort() {
            return new ScriptedModel(true);
        }
    }

    private static Answer says(String text) {
        return new Answer.Completed(text, "openai", "small-1", new Usage(10, 20));
    }

    @Test
    void returnsTheReplyOfTheModel() {
        assertThat(answer(HELLO, says("Hi!")))
                .isEqualTo(new Answer.Completed("Hi!", "openai", "small-1", new Usage(10, 20)));
        assertThat(stages).containsExactly(Stage.GENERATING);
    }

    @Test
    void triesLaterIfNoProviderCanAnswerNow() {
        assertThat(answer(HELLO, new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(7), true)))
                .isEqualTo(new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(7), true));
    }

    @Test
    void failsIfNoProviderWillAnswer() {
        assertThat(answer(HELLO, new Answer.Failed(FailureCode.REFUSED, "openai", "small-1", new Usage(5, 1))))
                .isEqualTo(new Answer.Failed(FailureCode.REFUSED, "openai", "small-1", new Usage(5, 1)));
    }

    @Test
    void givesEveryCallTheDeadlineOfTheAttempt() {
        answer(HELLO, says("Hi!"));
        answer(QUADRATICS, says(GOOD));

        assertThat(prompts).extracting(Prompt::runUntil).containsOnly(UNTIL);
        assertThat(prompts).extracting(Prompt::wantsJson).containsExactly(false, true);
    }

    @Test
    void marksTheSecondCallForAQuestionAsHavingWaited() {
        answer(QUADRATICS, says("Certainly!"), says(GOOD));

        assertThat(prompts).extracting(Prompt::waited).containsExactly(false, true);
    }

    @Test
    void returnsTheReplyOfTheLastResort() {
        assertThat(new Tutor(new ScriptedModel(false), NO_CACHE).lastResort(work(HELLO), new StageRecorder()))
                .isEqualTo(new Answer.Completed("Last.", "openai", "small-1", new Usage(10, 20)));
    }

    @Test
    void returnsAQuestionInTheShapeOfTheContract() {
        JsonObject question = json(answer(QUADRATICS, says("```json\n" + GOOD + "\n```")));

        assertThat(question.getString("correct_answer")).isEqualTo("C");
        assertThat(question.getJsonObject("options")).containsOnlyKeys("A", "B", "C", "D");
        assertThat(question.getString("difficulty")).isEqualTo("hard");
        assertThat(question.getString("domain")).isEqualTo("advanced-math");
        assertThat(question.isNull("passage")).isTrue();
        assertThat(stages).containsExactly(Stage.GENERATING, Stage.CHECKING);
    }

    @Test
    void asksForTheTopicInTheTermsOfTheTaxonomy() {
        answer(QUADRATICS, says(GOOD));

        Prompt prompt = prompts.get(0);
        assertThat(prompt.schema().getJsonArray("required").toString()).contains("correct_answer");
        assertThat(prompt.system()).contains("JSON");
        assertThat(prompt.messages().get(0).text())
                .contains("<topic>\nquadratics\n</topic>", "Section: Math", "Domain: Advanced Math", "Difficulty: Hard")
                .containsPattern("right one stands under [A-D]\\.");
    }

    @Test
    void asksAgainNamingTheProblems() {
        Answer answer = answer(QUADRATICS, says(TWO_ALIKE), says("I am sorry."), says(GOOD));

        assertThat(((Answer.Completed) answer).usage()).isEqualTo(new Usage(30, 60));
        assertThat(stages)
                .containsExactly(
                        Stage.GENERATING,
                        Stage.CHECKING,
                        Stage.GENERATING,
                        Stage.CHECKING,
                        Stage.GENERATING,
                        Stage.CHECKING);
        assertThat(prompts.get(1).messages()).hasSize(3);
        assertThat(prompts.get(1).messages().get(1).text()).isEqualTo(TWO_ALIKE);
        assertThat(prompts.get(1).messages().get(2).text()).contains("cannot be used");
        assertThat(prompts.get(2).messages()).hasSize(5);
    }

    @Test
    void givesUpAfterThreeBadQuestions() {
        assertThat(answer(QUADRATICS, says(TWO_ALIKE), says("{}"), says(TWO_ALIKE)))
                .isEqualTo(new Answer.Failed(FailureCode.INVALID_QUESTION, "openai", "small-1", new Usage(30, 60)));
    }

    @Test
    void countsTheTokensOfBadQuestionsIntoAFailure() {
        assertThat(answer(
                        QUADRATICS,
                        says("{}"),
                        new Answer.Failed(FailureCode.FILTERED, "openai", "small-1", new Usage(1, 2))))
                .isEqualTo(new Answer.Failed(FailureCode.FILTERED, "openai", "small-1", new Usage(11, 22)));
    }

    @Test
    void countsAnAttemptWhoseFirstCallWasMade() {
        assertThat(answer(QUADRATICS, says("{}"), new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false)))
                .isEqualTo(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true));
    }

    @Test
    void insistsOnATypedAnswerWhenOneWasAskedFor() {
        var typed = new QuestionRequest("linear equations", null, null, null, null, "spr");
        String spr = GOOD.replaceAll("\"options\": \\{[^}]*}", "\"options\": null, \"answers\": [\"4\"]")
                .replace("\"correct_answer\": \"C\"", "\"correct_answer\": \"4\"")
                .replace("answer is C.", "answer is 4.");

        JsonObject question = json(answer(typed, says(GOOD), says(spr)));

        assertThat(question.getString("type")).isEqualTo("spr");
        assertThat(question.isNull("options")).isTrue();
        assertThat(prompts.get(1).messages().get(2).text()).contains("student-produced response");
    }

    private static JsonObject json(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Completed.class);
        return Json.createReader(new StringReader(((Answer.Completed) answer).result()))
                .readObject();
    }

    private final class StageRecorder extends Unwatched {
        @Override
        public void stage(Stage stage) {
            stages.add(stage);
        }
    }
}
