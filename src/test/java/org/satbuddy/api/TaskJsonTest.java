package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.TaskSnapshot;

class TaskJsonTest {

    private static final String LINKS = "\"conversation_id\":\"c-1\",\"links\":{\"self\":\"/ai/task/t-1/\","
            + "\"events\":\"/ai/task/t-1/events\",\"cancel\":\"/ai/task/t-1/cancel\"}}";

    private final TaskJson json = json();

    static TaskJson json() {
        var json = new TaskJson();
        json.links = new Links();
        return json;
    }

    @Test
    void showsAQueuedTaskWithItsPlace() {
        assertThat(text(TaskSnapshots.queued(), new QueuePlace(3, 8)))
                .isEqualTo("{\"task_id\":\"t-1\",\"kind\":\"chat\",\"status\":\"processing\",\"success\":true,"
                        + "\"stage\":\"queued\",\"queue_position\":3,\"estimated_seconds\":8,"
                        + "\"created_at\":\"2026-11-02T14:03:11.120Z\",\"expires_at\":\"2026-11-02T15:03:11.120Z\","
                        + LINKS);
    }

    @Test
    void showsARunningTaskWithItsStage() {
        assertThat(text(TaskSnapshots.running(), new QueuePlace(0, 8)))
                .isEqualTo("{\"task_id\":\"t-1\",\"kind\":\"chat\",\"status\":\"processing\",\"success\":true,"
                        + "\"stage\":\"generating\",\"estimated_seconds\":8,\"attempt\":1,"
                        + "\"created_at\":\"2026-11-02T14:03:11.120Z\",\"expires_at\":\"2026-11-02T15:03:11.120Z\","
                        + LINKS);
    }

    @Test
    void showsAWaitingTaskAsProcessing() {
        assertThat(text(TaskSnapshots.waiting(), new QueuePlace(0, 8)))
                .isEqualTo("{\"task_id\":\"t-1\",\"kind\":\"chat\",\"status\":\"processing\",\"success\":true,"
                        + "\"stage\":\"waiting_for_retry\",\"estimated_seconds\":8,\"attempt\":1,\"retry_at\":\"2026-11-02T14:04:11.120Z\","
                        + "\"created_at\":\"2026-11-02T14:03:11.120Z\",\"expires_at\":\"2026-11-02T15:03:11.120Z\","
                        + LINKS);
    }

    @Test
    void showsAnAnswer() {
        assertThat(text(TaskSnapshots.answered(Kind.CHAT, "Rise over \"run\"\n\\(x\\)"), null))
                .isEqualTo("{\"task_id\":\"t-1\",\"kind\":\"chat\",\"status\":\"completed\",\"success\":true,"
                        + "\"attempt\":1,\"response\":\"Rise over \\\"run\\\"\\n\\\\(x\\\\)\","
                        + "\"created_at\":\"2026-11-02T14:03:11.120Z\",\"finished_at\":\"2026-11-02T14:03:19.120Z\","
                        + "\"expires_at\":\"2026-11-02T15:03:11.120Z\",\"provider\":\"openai\",\"model\":\"small\","
                        + "\"rating\":\"up\"," + LINKS);
    }

    @Test
    void marksACachedAnswer() {
        assertThat(text(TaskSnapshots.cached("Rise over run"), null))
                .contains("\"success\":true,\"response\":\"Rise over run\"")
                .contains("\"provider\":\"openai\",\"model\":\"small\",\"cached\":true,");
    }

    @Test
    void showsAQuestionAsJsonWithItsNulls() {
        String question =
                "{\"question\":\"4x = 3?\",\"options\":null,\"correct_answer\":\"3/4\",\"answers\":[\"3/4\"]}";

        assertThat(text(TaskSnapshots.answered(Kind.QUESTION, question), null))
                .contains("\"status\":\"completed\",\"success\":true,\"attempt\":1,\"question\":" + question + ",")
                .doesNotContain("\"response\"");
    }

    @Test
    void showsAFailureWithASentence() {
        assertThat(text(TaskSnapshots.failed(), null))
                .isEqualTo(
                        "{\"task_id\":\"t-1\",\"kind\":\"question\",\"status\":\"failed\",\"success\":false,\"attempt\":4,\"error\":\"The"
                                + " AI is very busy right now. Please try again in a few minutes.\","
                                + "\"code\":\"rate_limited\",\"retryable\":true,"
                                + "\"created_at\":\"2026-11-02T14:03:11.120Z\",\"finished_at\":\"2026-11-02T14:03:19.120Z\","
                                + "\"expires_at\":\"2026-11-02T15:03:11.120Z\"," + LINKS);
    }

    @Test
    void showsACancelledTaskAsNoSuccess() {
        assertThat(text(TaskSnapshots.cancelled(), null))
                .contains("\"status\":\"cancelled\",\"success\":false,\"error\":\"This was cancelled.\","
                        + "\"code\":\"cancelled\"");
    }

    @Test
    void rendersAFinalTaskOnce() {
        TaskSnapshot task = TaskSnapshots.answered(Kind.CHAT, "Once.");

        assertThat(json.of(task, null)).isSameAs(json.of(task, null));
    }

    @Test
    void advisesWhenToPollAgain() {
        assertThat(TaskResponse.retryAfterSeconds(TaskSnapshots.running(), TaskSnapshots.CREATED))
                .isEqualTo(1);
        assertThat(TaskResponse.retryAfterSeconds(TaskSnapshots.waiting(), TaskSnapshots.CREATED + 50_500))
                .isEqualTo(10);
        assertThat(TaskResponse.retryAfterSeconds(TaskSnapshots.waiting(), TaskSnapshots.CREATED + 70_000))
                .isEqualTo(1);
        assertThat(TaskResponse.retryAfterSeconds(TaskSnapshots.waiting(), TaskSnapshots.CREATED - 600_000))
                .isEqualTo(60);
    }

    private String text(TaskSnapshot task, QueuePlace place) {
        return new String(json.of(task, place), UTF_8);
    }
}
