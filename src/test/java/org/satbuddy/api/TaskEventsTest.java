package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TaskUpdate;
import org.satbuddy.task.TextPosition;

class TaskEventsTest {

    private static final QueuePlace RUNNING = new QueuePlace(0, 5);

    private final TaskJson json = TaskJsonTest.json();

    @Test
    void sendsTheStageOnceAndEachPieceOfText() {
        var taskEvents = new TaskEvents(json, null);

        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, ""), RUNNING))
                .containsExactly(
                        event("stage", null, "{\"kind\":\"chat\",\"stage\":\"generating\",\"estimated_seconds\":5}"));
        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, "A slo"), RUNNING))
                .containsExactly(event("delta", "2.5", "{\"text\":\"A slo\"}"));
        assertThat(taskEvents.position()).isEqualTo(new TextPosition(2, 5));
        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, "pe"), RUNNING))
                .containsExactly(event("delta", "2.7", "{\"text\":\"pe\"}"));
        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, ""), RUNNING))
                .isEmpty();
        assertThat(taskEvents.ended()).isFalse();
    }

    @Test
    void sendsThePlaceInTheQueueWhenItChanges() {
        var taskEvents = new TaskEvents(json, null);

        assertThat(taskEvents.next(update(TaskSnapshots.queued(), 2, ""), new QueuePlace(4, 20)))
                .containsExactly(event(
                        "stage",
                        null,
                        "{\"kind\":\"chat\",\"stage\":\"queued\",\"queue_position\":4,\"estimated_seconds\":20}"));
        assertThat(taskEvents.next(update(TaskSnapshots.queued(), 2, ""), new QueuePlace(4, 20)))
                .isEmpty();
        assertThat(taskEvents.next(update(TaskSnapshots.queued(), 2, ""), new QueuePlace(3, 15)))
                .hasSize(1);
    }

    @Test
    void repeatsTheCurrentStage() {
        var taskEvents = new TaskEvents(json, null);
        taskEvents.next(update(TaskSnapshots.waiting(), 2, ""), RUNNING);

        taskEvents.repeatStage();

        var again = taskEvents.next(update(TaskSnapshots.waiting(), 2, ""), new QueuePlace(0, 3));
        assertThat(names(again)).containsExactly("stage");
        assertThat(again.get(0).data().getInt("estimated_seconds")).isEqualTo(3);
        assertThat(taskEvents.next(update(TaskSnapshots.waiting(), 2, ""), new QueuePlace(0, 2)))
                .isEmpty();
    }

    @Test
    void sendsTheTimeOfTheRetry() {
        var events = new TaskEvents(json, null).next(update(TaskSnapshots.waiting(), 2, ""), RUNNING);

        assertThat(events)
                .containsExactly(event(
                        "stage",
                        null,
                        "{\"kind\":\"chat\",\"stage\":\"waiting_for_retry\",\"retry_at\":\""
                                + JsonOutput.time(TaskSnapshots.CREATED + 60_000) + "\",\"estimated_seconds\":5}"));
    }

    @Test
    void endsWithTheRestOfTheTextAndTheTask() {
        var taskEvents = new TaskEvents(json, null);
        taskEvents.next(update(TaskSnapshots.running(), 2, "A slo"), RUNNING);

        var events = taskEvents.next(update(TaskSnapshots.answered(Kind.CHAT, "A slope."), 2, "pe."), null);

        assertThat(events).extracting(TaskEvent::name).containsExactly("delta", "done");
        assertThat(events.get(1).data().getString("response")).isEqualTo("A slope.");
        assertThat(taskEvents.ended()).isTrue();
    }

    @Test
    void restartsTheTextOfAnotherTry() {
        var taskEvents = new TaskEvents(json, null);
        taskEvents.next(update(TaskSnapshots.running(), 1, "Half"), RUNNING);

        assertThat(names(taskEvents.next(update(TaskSnapshots.running(), 2, ""), RUNNING)))
                .containsExactly("restart");
        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, "Whole"), RUNNING))
                .containsExactly(event("delta", "2.5", "{\"text\":\"Whole\"}"));
    }

    @Test
    void doesNotRestartTextThatWasNotShown() {
        var taskEvents = new TaskEvents(json, null);
        taskEvents.next(update(TaskSnapshots.running(), 1, ""), RUNNING);

        assertThat(taskEvents.next(update(TaskSnapshots.running(), 2, ""), RUNNING))
                .isEmpty();
    }

    @Test
    void resumesAfterTheLastEvent() {
        var taskEvents = new TaskEvents(json, "2.5");
        assertThat(taskEvents.position()).isEqualTo(new TextPosition(2, 5));

        assertThat(names(taskEvents.next(update(TaskSnapshots.running(), 2, "pe"), RUNNING)))
                .containsExactly("stage", "delta");
        assertThat(names(new TaskEvents(json, "1.5").next(update(TaskSnapshots.running(), 2, "Anew"), RUNNING)))
                .containsExactly("stage", "restart", "delta");
        assertThat(names(new TaskEvents(json, "what?").next(update(TaskSnapshots.running(), 2, "Anew"), RUNNING)))
                .containsExactly("stage", "restart", "delta");
    }

    @Test
    void sendsTheEndToAClientThatHasOnlyTheText() {
        var taskEvents = new TaskEvents(json, "2.8");
        TaskUpdate answered = update(TaskSnapshots.answered(Kind.CHAT, "A slope."), 2, "");

        assertThat(taskEvents.endWasSeen(answered)).isFalse();
        assertThat(names(taskEvents.next(answered, null))).containsExactly("done");
    }

    @Test
    void sendsNothingToAClientThatHasTheEnd() {
        TaskUpdate answered = update(TaskSnapshots.answered(Kind.CHAT, "A slope."), 2, "A slope.");
        String id = new TaskEvents(json, null).next(answered, null).get(1).id();

        assertThat(new TaskEvents(json, id).endWasSeen(answered)).isTrue();
        assertThat(new TaskEvents(json, id).endWasSeen(update(TaskSnapshots.failed(), 2, "")))
                .isTrue();
        assertThat(new TaskEvents(json, null).endWasSeen(answered)).isFalse();
    }

    /** The id may be of another task, or made up. */
    @Test
    void ignoresAnEndIdWhileTheTaskGoesOn() {
        TaskUpdate running = update(TaskSnapshots.running(), 2, "A slo");
        var taskEvents = new TaskEvents(json, "done");

        assertThat(taskEvents.endWasSeen(running)).isFalse();
        assertThat(names(taskEvents.next(running, RUNNING))).containsExactly("stage", "restart", "delta");
    }

    @Test
    void withdrawsTheTextOfAFilteredAnswer() {
        var taskEvents = new TaskEvents(json, null);
        taskEvents.next(update(TaskSnapshots.running(), 2, "Something ba"), RUNNING);

        assertThat(names(taskEvents.next(update(TaskSnapshots.failed(FailureCode.FILTERED), 2, ""), null)))
                .containsExactly("withdrawn", "done");
    }

    @Test
    void doesNotWithdrawTextThatWasNotShownOrIsOnlyIncomplete() {
        assertThat(names(new TaskEvents(json, null)
                        .next(update(TaskSnapshots.failed(FailureCode.REFUSED), 2, ""), null)))
                .containsExactly("done");
        assertThat(names(new TaskEvents(json, "2.4")
                        .next(update(TaskSnapshots.failed(FailureCode.TOO_LONG), 2, ""), null)))
                .containsExactly("done");
    }

    @Test
    void endsWithNotFoundIfTheTaskWasDeleted() {
        var taskEvents = new TaskEvents(json, null);

        var events = taskEvents.ofUnknownTask();

        assertThat(names(events)).containsExactly("done");
        assertThat(events.get(0).data().getString("status")).isEqualTo("not_found");
        assertThat(taskEvents.ended()).isTrue();
    }

    private static TaskUpdate update(TaskSnapshot task, int generation, String text) {
        return new TaskUpdate(task, generation, text, false);
    }

    private static List<String> names(List<TaskEvent> events) {
        return events.stream().map(TaskEvent::name).toList();
    }

    private static TaskEvent event(String name, String id, String data) {
        try (var reader = JsonOutput.JSON.createReader(new StringReader(data))) {
            return new TaskEvent(name, id, reader.readObject());
        }
    }
}
