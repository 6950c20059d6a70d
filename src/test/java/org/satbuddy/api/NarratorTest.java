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

class NarratorTest {

    private static final QueuePlace RUNNING = new QueuePlace(0, 5);

    private final TaskJson json = new TaskJson();

    @Test
    void tellsTheStageOnceAndEachPieceOfText() {
        var narrator = new Narrator(json, null);

        assertThat(narrator.tell(sight(Snapshots.running(), 2, ""), RUNNING))
                .containsExactly(
                        event("stage", null, "{\"kind\":\"chat\",\"stage\":\"generating\",\"estimated_seconds\":5}"));
        assertThat(narrator.tell(sight(Snapshots.running(), 2, "A slo"), RUNNING))
                .containsExactly(event("delta", "2.5", "{\"text\":\"A slo\"}"));
        assertThat(narrator.read()).isEqualTo(new TextPosition(2, 5));
        assertThat(narrator.tell(sight(Snapshots.running(), 2, "pe"), RUNNING))
                .containsExactly(event("delta", "2.7", "{\"text\":\"pe\"}"));
        assertThat(narrator.tell(sight(Snapshots.running(), 2, ""), RUNNING)).isEmpty();
        assertThat(narrator.ended()).isFalse();
    }

    @Test
    void tellsThePlaceInTheQueueWhenItChanges() {
        var narrator = new Narrator(json, null);

        assertThat(narrator.tell(sight(Snapshots.queued(), 2, ""), new QueuePlace(4, 20)))
                .containsExactly(event(
                        "stage",
                        null,
                        "{\"kind\":\"chat\",\"stage\":\"queued\",\"queue_position\":4,\"estimated_seconds\":20}"));
        assertThat(narrator.tell(sight(Snapshots.queued(), 2, ""), new QueuePlace(4, 20)))
                .isEmpty();
        assertThat(narrator.tell(sight(Snapshots.queued(), 2, ""), new QueuePlace(3, 15)))
                .hasSize(1);
    }

    @Test
    void tellsTheStageAgainAsItIsNow() {
        var narrator = new Narrator(json, null);
        narrator.tell(sight(Snapshots.waiting(), 2, ""), RUNNING);

        narrator.repeatStage();

        var again = narrator.tell(sight(Snapshots.waiting(), 2, ""), new QueuePlace(0, 3));
        assertThat(names(again)).containsExactly("stage");
        assertThat(again.get(0).data().getInt("estimated_seconds")).isEqualTo(3);
        assertThat(narrator.tell(sight(Snapshots.waiting(), 2, ""), new QueuePlace(0, 2)))
                .isEmpty();
    }

    @Test
    void tellsWhenItIsTriedAgain() {
        var events = new Narrator(json, null).tell(sight(Snapshots.waiting(), 2, ""), RUNNING);

        assertThat(events)
                .containsExactly(event(
                        "stage",
                        null,
                        "{\"kind\":\"chat\",\"stage\":\"waiting_for_retry\",\"retry_at\":\""
                                + JsonOutput.time(Snapshots.CREATED + 60_000) + "\",\"estimated_seconds\":5}"));
    }

    @Test
    void endsWithTheRestOfTheTextAndTheTask() {
        var narrator = new Narrator(json, null);
        narrator.tell(sight(Snapshots.running(), 2, "A slo"), RUNNING);

        var events = narrator.tell(sight(Snapshots.answered(Kind.CHAT, "A slope."), 2, "pe."), null);

        assertThat(events).extracting(Event::name).containsExactly("delta", "done");
        assertThat(events.get(1).data().getString("response")).isEqualTo("A slope.");
        assertThat(narrator.ended()).isTrue();
    }

    @Test
    void restartsWhereTheTextBelongsToAnotherTry() {
        var narrator = new Narrator(json, null);
        narrator.tell(sight(Snapshots.running(), 1, "Half"), RUNNING);

        assertThat(names(narrator.tell(sight(Snapshots.running(), 2, ""), RUNNING)))
                .containsExactly("restart");
        assertThat(narrator.tell(sight(Snapshots.running(), 2, "Whole"), RUNNING))
                .containsExactly(event("delta", "2.5", "{\"text\":\"Whole\"}"));
    }

    @Test
    void restartsNothingThatWasNotShown() {
        var narrator = new Narrator(json, null);
        narrator.tell(sight(Snapshots.running(), 1, ""), RUNNING);

        assertThat(narrator.tell(sight(Snapshots.running(), 2, ""), RUNNING)).isEmpty();
    }

    @Test
    void resumesBehindTheLastEvent() {
        var narrator = new Narrator(json, "2.5");
        assertThat(narrator.read()).isEqualTo(new TextPosition(2, 5));

        assertThat(names(narrator.tell(sight(Snapshots.running(), 2, "pe"), RUNNING)))
                .containsExactly("stage", "delta");
        assertThat(names(new Narrator(json, "1.5").tell(sight(Snapshots.running(), 2, "Anew"), RUNNING)))
                .containsExactly("stage", "restart", "delta");
        assertThat(names(new Narrator(json, "what?").tell(sight(Snapshots.running(), 2, "Anew"), RUNNING)))
                .containsExactly("stage", "restart", "delta");
    }

    @Test
    void tellsTheEndToOneWhoHasReadTheTextAndNotTheEnd() {
        var narrator = new Narrator(json, "2.8");
        TaskUpdate answered = sight(Snapshots.answered(Kind.CHAT, "A slope."), 2, "");

        assertThat(narrator.hasNothingToTell(answered)).isFalse();
        assertThat(names(narrator.tell(answered, null))).containsExactly("done");
    }

    @Test
    void hasNothingToTellWhoWasToldTheEnd() {
        TaskUpdate answered = sight(Snapshots.answered(Kind.CHAT, "A slope."), 2, "A slope.");
        String id = new Narrator(json, null).tell(answered, null).get(1).id();

        assertThat(new Narrator(json, id).hasNothingToTell(answered)).isTrue();
        assertThat(new Narrator(json, id).hasNothingToTell(sight(Snapshots.failed(), 2, "")))
                .isTrue();
        assertThat(new Narrator(json, null).hasNothingToTell(answered)).isFalse();
    }

    /** An id of another task, or made up: no reason to tell nothing. */
    @Test
    void hasSomethingToTellOfATaskThatGoesOn() {
        TaskUpdate running = sight(Snapshots.running(), 2, "A slo");
        var narrator = new Narrator(json, "done");

        assertThat(narrator.hasNothingToTell(running)).isFalse();
        assertThat(names(narrator.tell(running, RUNNING))).containsExactly("stage", "restart", "delta");
    }

    @Test
    void withdrawsWhatWasShownOfAFilteredAnswer() {
        var narrator = new Narrator(json, null);
        narrator.tell(sight(Snapshots.running(), 2, "Something ba"), RUNNING);

        assertThat(names(narrator.tell(sight(Snapshots.failed(FailureCode.FILTERED), 2, ""), null)))
                .containsExactly("withdrawn", "done");
    }

    @Test
    void withdrawsNothingThatWasNotShownOrIsOnlyIncomplete() {
        assertThat(names(new Narrator(json, null).tell(sight(Snapshots.failed(FailureCode.REFUSED), 2, ""), null)))
                .containsExactly("done");
        assertThat(names(new Narrator(json, "2.4").tell(sight(Snapshots.failed(FailureCode.TOO_LONG), 2, ""), null)))
                .containsExactly("done");
    }

    @Test
    void endsWithAnUnknownTaskWhereItWasDeleted() {
        var narrator = new Narrator(json, null);

        var events = narrator.tellThatItIsGone();

        assertThat(names(events)).containsExactly("done");
        assertThat(events.get(0).data().getString("status")).isEqualTo("not_found");
        assertThat(narrator.ended()).isTrue();
    }

    private static TaskUpdate sight(TaskSnapshot task, int generation, String text) {
        return new TaskUpdate(task, generation, text, false);
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }

    private static Event event(String name, String id, String data) {
        try (var reader = JsonOutput.JSON.createReader(new StringReader(data))) {
            return new Event(name, id, reader.readObject());
        }
    }
}
