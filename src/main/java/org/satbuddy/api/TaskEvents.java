package org.satbuddy.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.Sight;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TextPosition;

/**
 * Tells one follower what has happened to a task since it was told last. Not safe for several threads.
 *
 * <p>The deltas since the last {@code restart} are together the beginning of the answer: what two tries have written is
 * never put together.
 */
final class TaskEvents {

    private final TaskJson json;
    private TextPosition position;
    private final boolean resumesAfterEnd;
    private boolean shown;
    private SentStage sentStage;
    private boolean ended;

    /** What a {@code stage} event is told for: not for the estimate of a task that is being answered. */
    private record SentStage(String stage, Long retryAt, QueuePlace place) {}

    /**
     * @param lastEventId the id that a follower resumes after; null for one who begins
     */
    TaskEvents(TaskJson json, String lastEventId) {
        this.json = json;
        // Who names an id that is none of ours has been shown something, whatever it was.
        this.position = lastEventId == null
                ? TextPosition.NONE
                : EventId.parse(lastEventId).orElse(TextPosition.NONE);
        this.shown = lastEventId != null;
        this.resumesAfterEnd = EventId.END.equals(lastEventId);
    }

    /** How far the follower has read. */
    TextPosition position() {
        return position;
    }

    /** Whether the last event was told: there will be no more. */
    boolean ended() {
        return ended;
    }

    /** Whether one who resumes was told the end before. Its text may be whole without it. */
    boolean endWasSeen(Sight sight) {
        return resumesAfterEnd && sight.task().state().isFinal();
    }

    /** Has the stage told once more, as it is then, where there is no news of it either. */
    void repeatStage() {
        sentStage = null;
    }

    /** @param place where the task stands; null once it is final */
    List<TaskEvent> next(Sight sight, QueuePlace place) {
        var events = new ArrayList<TaskEvent>();
        TaskSnapshot task = sight.task();
        if (!task.state().isFinal()) {
            addStage(task, place, events);
            addText(sight, events);
            return events;
        }
        if (task.state() == State.COMPLETED) {
            addText(sight, events);
        } else if (shown && task.code() != null && task.code().withdrawsText()) {
            events.add(new TaskEvent("withdrawn", null, JsonOutput.object().build()));
        }
        events.add(new TaskEvent("done", EventId.END, json.object(task, null)));
        ended = true;
        return events;
    }

    /** The task is not there any more: what a poll would say. */
    List<TaskEvent> ofUnknownTask() {
        ended = true;
        Problem unknown = Problem.unknownTask();
        return List.of(new TaskEvent(
                "done",
                EventId.END,
                JsonOutput.object()
                        .add("success", false)
                        .add("status", "not_found")
                        .add("error", unknown.sentence())
                        .add("code", unknown.code())
                        .build()));
    }

    private void addStage(TaskSnapshot task, QueuePlace place, List<TaskEvent> events) {
        var now = new SentStage(task.stage().wire(), task.retryAt(), place.position() > 0 ? place : null);
        if (Objects.equals(now, sentStage)) {
            return;
        }
        sentStage = now;
        var data = JsonOutput.object().add("kind", task.kind().wire()).add("stage", now.stage());
        if (now.retryAt() != null) {
            data.add("retry_at", JsonOutput.time(now.retryAt()));
        }
        if (now.place() != null) {
            data.add("queue_position", place.position());
        }
        data.add("estimated_seconds", place.estimatedSeconds());
        events.add(new TaskEvent("stage", null, data.build()));
    }

    private void addText(Sight sight, List<TaskEvent> events) {
        if (sight.generation() != position.generation()) {
            if (shown) {
                events.add(new TaskEvent("restart", null, JsonOutput.object().build()));
            }
            shown = false;
            position = new TextPosition(sight.generation(), 0);
        }
        if (!sight.text().isEmpty()) {
            position = new TextPosition(
                    position.generation(), position.offset() + sight.text().length());
            shown = true;
            events.add(new TaskEvent(
                    "delta",
                    EventId.of(position),
                    JsonOutput.object().add("text", sight.text()).build()));
        }
    }
}
