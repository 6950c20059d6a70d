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
 * Tells one follower what has happened to a task since it was told last. Not safe for several threads.
 *
 * <p>The deltas since the last {@code restart} are together the beginning of the answer: what two tries have written is
 * never put together.
 */
final class Narrator {

    private final TaskJson json;
    private TextPosition read;
    private final boolean toldTheEnd;
    private boolean shown;
    private Told told;
    private boolean ended;

    /** What a {@code stage} event is told for: not for the estimate of a task that is being answered. */
    private record Told(String stage, Long retryAt, QueuePlace place) {}

    /**
     * @param lastEventId the id that a follower resumes after; null for one who begins
     */
    Narrator(TaskJson json, String lastEventId) {
        this.json = json;
        // Who names an id that is none of ours has been shown something, whatever it was.
        this.read = lastEventId == null
                ? TextPosition.NONE
                : EventId.parse(lastEventId).orElse(TextPosition.NONE);
        this.shown = lastEventId != null;
        this.toldTheEnd = EventId.END.equals(lastEventId);
    }

    /** How far the follower has read. */
    TextPosition read() {
        return read;
    }

    /** Whether the last event was told: there will be no more. */
    boolean ended() {
        return ended;
    }

    /** Whether one who resumes was told the end before. Its text may be whole without it. */
    boolean hasNothingToTell(TaskUpdate sight) {
        return toldTheEnd && sight.task().state().isFinal();
    }

    /** Has the stage told once more, as it is then, where there is no news of it either. */
    void repeatStage() {
        told = null;
    }

    /** @param place where the task stands; null once it is final */
    List<Event> tell(TaskUpdate sight, QueuePlace place) {
        var events = new ArrayList<Event>();
        TaskSnapshot task = sight.task();
        if (!task.state().isFinal()) {
            tellStage(task, place, events);
            tellText(sight, events);
            return events;
        }
        if (task.state() == State.COMPLETED) {
            tellText(sight, events);
        } else if (shown && task.code() != null && task.code().withdrawsText()) {
            events.add(new Event("withdrawn", null, JsonOutput.object().build()));
        }
        events.add(new Event("done", EventId.END, json.object(task, null)));
        ended = true;
        return events;
    }

    /** The task is not there any more: what a poll would say. */
    List<Event> tellThatItIsGone() {
        ended = true;
        Problem unknown = Problem.unknownTask();
        return List.of(new Event(
                "done",
                EventId.END,
                JsonOutput.object()
                        .add("success", false)
                        .add("status", "not_found")
                        .add("error", unknown.sentence())
                        .add("code", unknown.code())
                        .build()));
    }

    private void tellStage(TaskSnapshot task, QueuePlace place, List<Event> events) {
        var now = new Told(task.stage().wire(), task.retryAt(), place.position() > 0 ? place : null);
        if (Objects.equals(now, told)) {
            return;
        }
        told = now;
        var data = JsonOutput.object().add("kind", task.kind().wire()).add("stage", now.stage());
        if (now.retryAt() != null) {
            data.add("retry_at", JsonOutput.time(now.retryAt()));
        }
        if (now.place() != null) {
            data.add("queue_position", place.position());
        }
        data.add("estimated_seconds", place.estimatedSeconds());
        events.add(new Event("stage", null, data.build()));
    }

    private void tellText(TaskUpdate sight, List<Event> events) {
        if (sight.generation() != read.generation()) {
            if (shown) {
                events.add(new Event("restart", null, JsonOutput.object().build()));
            }
            shown = false;
            read = new TextPosition(sight.generation(), 0);
        }
        if (!sight.text().isEmpty()) {
            read = new TextPosition(
                    read.generation(), read.offset() + sight.text().length());
            shown = true;
            events.add(new Event(
                    "delta",
                    EventId.of(read),
                    JsonOutput.object().add("text", sight.text()).build()));
        }
    }
}
