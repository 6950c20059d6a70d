package org.satbuddy.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Answer;
import org.satbuddy.task.AnswerCache;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Unwatched;
import org.satbuddy.task.Usage;
import org.satbuddy.task.Work;

/** Which answers are shared between students, and which questions count as equal. */
class TutorCacheTest {

    private static final ChatRequest SLOPE = message("What is a slope?");
    private static final Answer.Completed OF_OTHERS =
            new Answer.Completed("Rise over run.", "openai", "small-1", Usage.NONE, null, true);

    private static final String QUESTION = """
        {"question": "If \\\\(2x + 3 = 11\\\\), what is the value of \\\\(x\\\\)?", "passage": null,
         "options": {"A": "2", "B": "3", "C": "4", "D": "7"}, "correct_answer": "C",
         "explanation": "Subtract 3: \\\\(2x = 8\\\\). Divide by 2: \\\\(x = 4\\\\). The correct answer is C."}\
        """;

    private final MapCache cache = new MapCache();
    private final CountingModel model = new CountingModel();
    private final List<String> notes = new ArrayList<>();

    private static ChatRequest message(String text) {
        return new ChatRequest(text, null, List.of(), null, false);
    }

    private Answer answer(Request request) {
        return answer(request, List.of());
    }

    private Answer answer(Request request, List<Turn> history, Attachment... images) {
        return tutor().answer(work(request, history, images), new NoteRecorder());
    }

    private Tutor tutor() {
        return new Tutor(model, cache);
    }

    private static Work work(Request request, List<Turn> history, Attachment... images) {
        return new Work("id", 1, 1, request, history, List.of(images), Instant.MAX, false);
    }

    private String hash(ChatRequest request) {
        return ((Answer.Completed) answer(request)).promptHash();
    }

    @Test
    void marksItsAnswerAsShareable() {
        assertThat(answer(SLOPE))
                .isEqualTo(new Answer.Completed(
                        "Up.", "openai", "small-1", new Usage(1, 2), cache.lookedFor.get(0), false));
        assertThat(cache.lookedFor.get(0)).matches("[0-9a-f]{64}");
    }

    @Test
    void returnsACachedAnswerWithoutAskingTheModel() {
        cache.answers.put(hash(SLOPE), OF_OTHERS);
        model.calls = 0;

        assertThat(answer(SLOPE)).isEqualTo(OF_OTHERS);
        assertThat(model.calls).isZero();
        assertThat(notes).containsExactly("cache: answered by small-1");
    }

    @Test
    void givesEqualQuestionsTheSameHash() {
        assertThat(hash(SLOPE)).isEqualTo(hash(message("What is a slope?")));
        assertThat(hash(SLOPE)).isEqualTo(hash(new ChatRequest("What is a slope?", " ", List.of(), List.of(), false)));
    }

    @Test
    void givesDifferentPromptsDifferentHashes() {
        List<String> hashes = List.of(
                hash(SLOPE),
                hash(message("What is a slope? ")),
                hash(message("what is a slope?")),
                hash(new ChatRequest("What is a slope?", "y = 2x", List.of(), null, false)),
                hash(new ChatRequest("What is a slope?", "y = 3x", List.of(), null, false)),
                hash(new ChatRequest("What is a slope?", null, List.of(), null, true)),
                hash(message("\ud83d")),
                hash(message("?")),
                hash(message("\ufffd")));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void distinguishesQuestionsThatDifferOnlyInPersonalData() {
        assertThat(hash(message("Write to ann@school.example for me.")))
                .isNotEqualTo(hash(message("Write to ben@school.example for me.")));
    }

    @Test
    void distinguishesTheModelsThatAreAsked() {
        String before = hash(SLOPE);
        model.signature = Optional.of("large-1");

        assertThat(hash(SLOPE)).isNotEqualTo(before);
    }

    @Test
    void sharesNothingFromAConversation() {
        var turns = List.of(new Turn(Turn.Role.USER, "Hello"));

        assertNotShared(answer(SLOPE, turns));
        assertNotShared(answer(new ChatRequest("What is a slope?", null, List.of(), turns, false), turns));
    }

    @Test
    void sharesNothingAboutAnImageEvenIfItWasDeleted() {
        var look = new ChatRequest("Look", null, List.of("1"), null, false);

        assertNotShared(answer(look, List.of(), new Attachment("1", "image/png", new byte[0])));
        assertNotShared(answer(look));
    }

    @Test
    void sharesNoPracticeQuestions() {
        model.outcome = new Answer.Completed(QUESTION, "openai", "small-1", Usage.NONE);

        assertNotShared(answer(new QuestionRequest("quadratics", null, null, null, null, null)));
    }

    @Test
    void sharesNoAnswerOfAModelWithoutASignature() {
        model.signature = Optional.empty();

        assertNotShared(answer(SLOPE));
    }

    @Test
    void sharesNothingWhenSwitchedOff() {
        cache.on = false;

        assertNotShared(answer(SLOPE));
    }

    @Test
    void doesNotShareTheAnswerOfTheLastResort() {
        assertNotShared(tutor().lastResort(work(SLOPE, List.of()), new NoteRecorder()));
    }

    @Test
    void returnsFailures() {
        model.outcome = new Answer.Failed(FailureCode.REFUSED, "openai", "small-1", Usage.NONE);
        assertThat(answer(SLOPE)).isEqualTo(new Answer.Failed(FailureCode.REFUSED, "openai", "small-1", Usage.NONE));

        model.outcome = new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(7), true);
        assertThat(answer(SLOPE)).isEqualTo(new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(7), true));
    }

    private void assertNotShared(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Completed.class);
        assertThat(((Answer.Completed) answer).promptHash()).isNull();
        assertThat(((Answer.Completed) answer).cached()).isFalse();
        assertThat(cache.lookedFor).isEmpty();
    }

    private static final class MapCache implements AnswerCache {

        private final Map<String, Answer.Completed> answers = new HashMap<>();
        private final List<String> lookedFor = new ArrayList<>();
        private boolean on = true;

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public Optional<Answer.Completed> find(String promptHash) {
            lookedFor.add(promptHash);
            return Optional.ofNullable(answers.get(promptHash));
        }
    }

    private static final class CountingModel implements LanguageModel {

        private Optional<String> signature = Optional.of("small-1");
        private Answer outcome = new Answer.Completed("Up.", "openai", "small-1", new Usage(1, 2));
        private int calls;

        @Override
        public Answer complete(Prompt prompt, Progress progress) {
            calls++;
            return outcome;
        }

        @Override
        public Optional<String> signature() {
            return signature;
        }

        @Override
        public LanguageModel lastResort() {
            return this;
        }
    }

    private final class NoteRecorder extends Unwatched {
        @Override
        public void note(String what) {
            notes.add(what);
        }
    }
}
