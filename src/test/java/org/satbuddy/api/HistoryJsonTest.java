package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.HistoryEntry;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Turn;

class HistoryJsonTest {

    private static final String IDS = "\"task_id\":\"t-1\",\"conversation_id\":\"c-1\",";
    private static final String ASKED = IDS + "\"at\":\"2026-11-02T14:03:11.120Z\",";
    private static final String ANSWERED = IDS + "\"at\":\"2026-11-02T14:03:19.120Z\",";

    private static final String QUESTION =
            "{\"question\":\"4x = 3?\",\"options\":null,\"correct_answer\":\"3/4\",\"passage\":null,\"answers\":[\"3/4\"]}";

    private static final Request REQUEST = new QuestionRequest("Slopes", null, null, null, null, null);

    @Test
    void showsAMessageWithItsImagesAndStatus() {
        assertThat(asked(TaskSnapshots.queued(), chat("What is it?", List.of("i-1", "i-2"), false)))
                .isEqualTo("{\"role\":\"user\",\"content\":\"What is it?\"," + ASKED
                        + "\"images\":[\"i-1\",\"i-2\"],\"kind\":\"chat\",\"status\":\"processing\"}");
        assertThat(asked(TaskSnapshots.cancelled(), chat("Never mind", List.of(), false)))
                .isEqualTo("{\"role\":\"user\",\"content\":\"Never mind\"," + ASKED
                        + "\"images\":[],\"kind\":\"chat\",\"status\":\"cancelled\"}");
    }

    @Test
    void marksARequestForAHint() {
        assertThat(asked(TaskSnapshots.answered(Kind.CHAT, "Look at B."), chat("Why?", List.of(), true)))
                .isEqualTo("{\"role\":\"user\",\"content\":\"Why?\"," + ASKED
                        + "\"images\":[],\"kind\":\"chat\",\"status\":\"completed\",\"mode\":\"hint\"}");
    }

    @Test
    void showsTheContextOfAMessage() {
        assertThat(asked(TaskSnapshots.queued(), new ChatRequest("Why is B wrong?", "4x = 3?", List.of(), null, true)))
                .endsWith("\"status\":\"processing\",\"context\":\"4x = 3?\",\"mode\":\"hint\"}");
    }

    @Test
    void showsAnAnswerWithItsOriginAndRating() {
        assertThat(answered(
                        TaskSnapshots.answered(Kind.CHAT, "Rise over run."), chat("What is it?", List.of("i-1"), true)))
                .isEqualTo(
                        "{\"role\":\"assistant\",\"content\":\"Rise over run.\"," + ANSWERED
                                + "\"images\":[],\"kind\":\"chat\",\"provider\":\"openai\",\"model\":\"small\",\"rating\":\"up\"}");
    }

    @Test
    void marksACachedAnswer() {
        assertThat(answered(TaskSnapshots.cached("Rise over run."), chat("What is it?", List.of(), false)))
                .endsWith("\"provider\":\"openai\",\"model\":\"small\",\"cached\":true,\"rating\":\"up\"}");
    }

    @Test
    void showsTheRequestForAQuestionWithoutOpenFields() {
        assertThat(asked(TaskSnapshots.failed(), REQUEST))
                .isEqualTo(
                        "{\"role\":\"user\",\"content\":\"Slopes\"," + ASKED
                                + "\"images\":[],\"kind\":\"question\",\"status\":\"failed\",\"request\":{\"topic\":\"Slopes\"}}");
        assertThat(asked(
                        TaskSnapshots.failed(),
                        new QuestionRequest("Slopes", "hard", "math", "algebra", "circles", "spr")))
                .endsWith("\"request\":{\"topic\":\"Slopes\",\"difficulty\":\"hard\",\"section\":\"math\","
                        + "\"domain\":\"algebra\",\"skill\":\"circles\",\"type\":\"spr\"}}");
    }

    @Test
    void showsAQuestionByItsTextAndInFull() {
        assertThat(answered(TaskSnapshots.answered(Kind.QUESTION, QUESTION), REQUEST))
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"4x = 3?\"," + ANSWERED
                        + "\"images\":[],\"kind\":\"question\",\"question\":" + QUESTION
                        + ",\"provider\":\"openai\",\"model\":\"small\",\"rating\":\"up\"}");
    }

    private static ChatRequest chat(String message, List<String> images, boolean hintFirst) {
        return new ChatRequest(message, null, images, null, hintFirst);
    }

    private static String asked(TaskSnapshot task, Request request) {
        return text(new HistoryEntry(Turn.Role.USER, task, request));
    }

    private static String answered(TaskSnapshot task, Request request) {
        return text(new HistoryEntry(Turn.Role.ASSISTANT, task, request));
    }

    private static String text(HistoryEntry entry) {
        return new String(JsonOutput.bytes(HistoryJson.of(entry)), UTF_8);
    }
}
