package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Attempts at tasks: answers, stages, trails, and errors in the answerer. */
class WorkerTest extends StoreTestBase {

    @Test
    void answersAClaimedTask() {
        var task = line.submit(me, Line.chat("What is a slope?"));

        line.worker.work(task.id());

        var done = line.state(task);
        assertThat(done.state()).isEqualTo(State.COMPLETED);
        assertThat(done.result()).isEqualTo("42");
        assertThat(done.attempt()).isEqualTo(1);
        assertThat(done.finishedAt()).isNotNull();
    }

    @Test
    void storesALongAnswerWhole() {
        String long100k = "x√".repeat(50_000);
        line.answerer = (work, progress) -> new Answer.Completed(long100k, "test", "model", Usage.NONE);
        var task = line.submit(me, Line.chat("Tell me everything."));

        line.worker.work(task.id());

        try (Line other = node("two")) {
            assertThat(other.state(task).result()).isEqualTo(long100k);
        }
    }

    @Test
    void ignoresStrayAndRepeatedRings() {
        var calls = new AtomicInteger();
        line.answerer = (work, progress) -> {
            calls.incrementAndGet();
            return new Answer.Completed("once", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Once"));

        line.worker.work("no such task");
        line.worker.work(task.id());
        line.worker.work(task.id());

        assertThat(calls).hasValue(1);
    }

    @Test
    void showsTheStagesOfARunningTask() {
        var seen = new ArrayList<Stage>();
        var task = line.submit(me, Line.chat("Stages"));
        line.answerer = (work, progress) -> {
            seen.add(line.state(task).stage());
            progress.stage(Stage.CHECKING);
            await().until(() -> line.state(task).stage() == Stage.CHECKING);
            seen.add(line.state(task).stage());
            return new Answer.Completed("done", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(seen).containsExactly(Stage.GENERATING, Stage.CHECKING);
        assertThat(line.state(task).stage()).isNull();
        assertThat(line.state(task).revision()).isEqualTo(2);
    }

    @Test
    void keepsTheTrailOfAllAttempts() {
        line.answerer = (work, progress) -> {
            progress.note("first: busy");
            return new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true);
        };
        var task = line.submit(me, Line.chat("Twice"));
        line.worker.work(task.id());
        line.clock.pass(Duration.ofMinutes(1));
        line.answerer = (work, progress) -> {
            progress.note("first: answered");
            return new Answer.Completed("42", "first", "model", Usage.NONE);
        };
        line.worker.work(task.id());

        assertThat(trail(task)).isEqualTo("attempt 1: first: busy; attempt 2: first: answered");
    }

    /** A school's own server may name a model by the path of its file. */
    @Test
    void storesTheAnswerOfAModelWithALongName() {
        String name = "/srv/models/" + "deep/".repeat(40);
        line.answerer = (work, progress) -> new Answer.Completed("42", "first", name, Usage.NONE);
        var task = line.submit(me, Line.chat("Long"));

        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("42");
        assertThat(name).startsWith(line.state(task).model());
    }

    @Test
    void failsATaskOnAnUnexpectedException() {
        line.answerer = (work, progress) -> {
            throw new IllegalStateException("a bug");
        };
        var task = line.submit(me, Line.chat("Bug"));

        line.worker.work(task.id());

        assertThat(line.state(task).code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void putsAnInterruptedTaskToWaitWithoutCountingTheAttempt() {
        var task = line.submit(me, Line.chat("Interrupted"));
        line.answerer =
                (work, progress) -> WorkerTest.<RuntimeException, Answer>sneakyThrow(new InterruptedException());

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.WAITING);
        assertThat(line.state(task).attempt()).isZero();
        line.answerer = (work, progress) -> new Answer.Completed("42", "test", "model", Usage.NONE);
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
    }

    /** Throws a checked exception without declaring it, as fault tolerance does. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception, T> T sneakyThrow(Exception failure) throws E {
        throw (E) failure;
    }
}
