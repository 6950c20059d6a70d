package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Stores the ratings of answers, and counts them by day, kind, provider and model. */
class RatingsTest extends StoreTestBase {

    @Test
    void storesAndChangesARating() {
        var task = answered(Line.chat("Good?"));

        assertThat(line.tasks.rate(me, task.id(), "up").orElseThrow().rating()).isEqualTo("up");
        assertThat(line.tasks.rate(me, task.id(), "down").orElseThrow().rating())
                .isEqualTo("down");
    }

    @Test
    void countsARatingOnceAndMovesTheCountWhenItChanges() {
        var task = answered(Line.chat("Good?"));

        var rated = line.tasks.rate(me, task.id(), "up").orElseThrow();
        assertThat(line.tasks.rate(me, task.id(), "up").orElseThrow().revision())
                .isEqualTo(rated.revision());
        assertThat(ratings()).containsExactly("CHAT test model: 1 up, 0 down");

        line.tasks.rate(me, task.id(), "down");
        line.tasks.rate(me, task.id(), "down");
        assertThat(ratings()).containsExactly("CHAT test model: 0 up, 1 down");

        line.tasks.rate(me, task.id(), "up");
        assertThat(ratings()).containsExactly("CHAT test model: 1 up, 0 down");
    }

    @Test
    void countsRatingsByKindProviderAndModel() {
        for (Request request : List.of(Line.chat("One"), Line.chat("Two"), Line.question("Three"))) {
            line.tasks.rate(me, answered(request).id(), "up");
        }
        line.answerer = (work, progress) -> new Answer.Completed("42", "study-guide", null, Usage.NONE);
        line.tasks.rate(me, answered(Line.chat("Four")).id(), "down");

        assertThat(ratings())
                .containsExactly(
                        "CHAT study-guide : 0 up, 1 down",
                        "CHAT test model: 2 up, 0 down",
                        "QUESTION test model: 1 up, 0 down");
    }

    @Test
    void countsARatingOnTheDayOfTheAnswer() {
        long day = Duration.ofDays(1).toMillis();
        long tenToMidnight = day - Duration.ofMinutes(10).toMillis();
        line.clock.pass(Duration.ofMillis(day + tenToMidnight - line.clock.millis() % day));
        var task = answered(Line.chat("Late at night"));
        line.tasks.rate(me, task.id(), "up");

        line.clock.pass(Duration.ofMinutes(20));
        line.tasks.rate(me, task.id(), "down");
        line.tasks.rate(me, answered(Line.chat("Early")).id(), "up");

        assertThat(ratings()).containsExactly("CHAT test model: 0 up, 1 down", "CHAT test model: 1 up, 0 down");
        assertThat(line.database.transact(Ratings::all))
                .extracting(RatingDay::day)
                .containsExactly(utcDay(line.clock.millis() - day), utcDay(line.clock.millis()));
    }

    @Test
    void keepsTheCountsWhenTheTasksAreDeleted() {
        var deleted = answered(Line.chat("Deleted"));
        line.tasks.rate(me, deleted.id(), "up");
        line.conversations.delete(me, deleted.conversationId());
        line.tasks.rate(me, answered(Line.chat("Forgotten")).id(), "down");
        line.conversations.forget(me);
        line.tasks.rate(me, answered(Line.chat("Expired")).id(), "up");
        line.clock.pass(Duration.ofMinutes(61));
        line.conversations.expire();

        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.database.transact(Ratings::all).stream()
                        .mapToLong(RatingDay::up)
                        .sum())
                .isEqualTo(2);
        assertThat(line.database.transact(Ratings::all).stream()
                        .mapToLong(RatingDay::down)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void countsNoRatingOfAnUnknownTaskOrByAnotherOwner() {
        var task = answered(Line.chat("Mine"));

        line.tasks.rate(Line.someone(), task.id(), "up");
        line.tasks.rate(me, "00000000-0000-7000-8000-000000000000", "up");

        assertThat(ratings()).isEmpty();
        assertThat(line.state(task).rating()).isNull();
    }

    @Test
    void countsAnEarlyRatingWhenTheAnswerIsComplete() {
        var task = line.submit(me, Line.chat("Good so far?"));
        line.tasks.rate(me, task.id(), "up");
        line.tasks.rate(me, task.id(), "down");
        assertThat(ratings()).isEmpty();

        line.worker.work(task.id());
        assertThat(ratings()).containsExactly("CHAT test model: 0 up, 1 down");

        line.tasks.rate(me, task.id(), "up");
        assertThat(ratings()).containsExactly("CHAT test model: 1 up, 0 down");
    }

    @Test
    void countsNoRatingOfAFailedTask() {
        line.answerer = (work, progress) -> new Answer.Failed(FailureCode.TIMEOUT, "test", "model", Usage.NONE);
        var task = line.submit(me, Line.chat("Good?"));
        line.tasks.rate(me, task.id(), "up");
        line.worker.work(task.id());

        line.tasks.rate(me, task.id(), "down");

        assertThat(line.state(task).rating()).isEqualTo("down");
        assertThat(ratings()).isEmpty();
    }

    @Test
    void countsParallelRatingsOfDifferentTasksOnTwoNodes() throws Exception {
        try (Line other = node("two")) {
            List<TaskSnapshot> answered = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answered.add(answered(Line.someone(), Line.chat("Good?")));
            }
            var calls = new AtomicInteger();

            inParallel(10, () -> {
                int call = calls.getAndIncrement();
                var task = answered.get(call);
                return (call % 2 == 0 ? line : other).tasks.rate(task.owner(), task.id(), call < 6 ? "up" : "down");
            });
        }

        assertThat(ratings()).containsExactly("CHAT test model: 6 up, 4 down");
    }

    @Test
    void countsParallelRatingsOfOneTaskOnceOnTwoNodes() throws Exception {
        var task = answered(Line.chat("Good?"));
        try (Line other = node("two")) {
            var calls = new AtomicInteger();
            inParallel(20, () -> {
                int call = calls.getAndIncrement();
                return (call % 2 == 0 ? line : other).tasks.rate(me, task.id(), call % 4 < 2 ? "up" : "down");
            });
        }

        assertThat(ratings())
                .containsExactly(
                        stored(task).rating().equals("up")
                                ? "CHAT test model: 1 up, 0 down"
                                : "CHAT test model: 0 up, 1 down");
    }

    /** All counts, without their days. */
    private List<String> ratings() {
        return line.database.transact(Ratings::all).stream()
                .map(it -> it.kind() + " " + it.provider() + " " + it.model() + ": " + it.up() + " up, " + it.down()
                        + " down")
                .toList();
    }

    private static String utcDay(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString().substring(0, "2026-11-02".length());
    }
}
