package org.satbuddy.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TaskUpdate;
import org.satbuddy.task.TextPosition;

/**
 * Turns the changes of a task since the previous call into events for one client. Not thread-safe.
 *
 * <p>The deltas since the last {@code restart} add up to the beginning of the answer. Texts of two tries are never
 * mixed.
 */
final class TaskEvents {

    private final TaskJson json;
    private TextPosition position;
    private final boolean resumesAfterEnd;
    private boolean shown;
    private SentStage sentStage;
    private boolean ended;

    /**
     * The content of the last {@code stage} event. A new event is sent only if it differs. The estimate counts only for
     * a task in the queue.
     */
    private record SentStage(String stage, Long retryAt, QueuePlace place) {}

    /**
     * @param lastEventId the id after which the client resumes; null if it starts anew
     */
    TaskEvents(TaskJson json, String lastEventId) {
        this.json = json;
        // A client that sends an unknown id has shown some text, but it is not known which.
        this.position = lastEventId == null
                ? TextPosition.NONE
                : EventId.parse(lastEventId).orElse(TextPosition.NONE);
        this.shown = lastEventId != null;
        this.resumesAfterEnd = EventId.END.equals(lastEventId);
    }

    /** How far the client has read. */
    TextPosition position() {
        return position;
    }

    /** Whether the last event was returned. No more will follow. */
    boolean ended() {
        return ended;
    }

    /** Whether a resuming client has already received the last event. Having the whole text does not imply that. */
    boolean endWasSeen(TaskUpdate update) {
        return resumesAfterEnd && update.task().state().isFinal();
    }

    /** Makes the next call return a {@code stage} event even if the stage has not changed. */
    void repeatStage() {
        sentStage = null;
    }

    /**
     * Returns the events since the previous call.
     *
     * @param place the place of the task in the queue; null once the task is final
     */
    List<TaskEvent> next(TaskUpdate update, QueuePlace place) {
        var events = new ArrayList<TaskEvent>();
        TaskSnapshot task = update.task();
        if (!task.state().isFinal()) {
            addStage(task, place, events);
            addText(update, events);
            return events;
        }
        if (task.state() == State.COMPLETED) {
            addText(update, events);
        } else if (shown && task.code() != null && task.code().withdrawsText()) {
            events.add(new TaskEvent("withdrawn", null, JsonOutput.object().build()));
        }
        events.add(new TaskEvent("done", EventId.END, json.object(task, null)));
        ended = true;
        return events;
    }

    /** Returns the last event of a task that no longer exists. It has the content of the response to a poll. */
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
        var now = new SentStage(task.stage().wire(), task.knownRetryAt(), place.position() > 0 ? place : null);
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

    private void addText(TaskUpdate update, List<TaskEvent> events) {
        if (update.generation() != position.generation()) {
            if (shown) {
                events.add(new TaskEvent("restart", null, JsonOutput.object().build()));
            }
            shown = false;
            position = new TextPosition(update.generation(), 0);
        }
        if (!update.text().isEmpty()) {
            position = new TextPosition(
                    position.generation(), position.offset() + update.text().length());
            shown = true;
            events.add(new TaskEvent(
                    "delta",
                    EventId.of(position),
                    JsonOutput.object().add("text", update.text()).build()));
        }
    }
}
