package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.satbuddy.database.DatabaseUnavailable;

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

    @Test
    void letsImagesWaitForRoomInMemory() {
        line.worker.attachments = line.tasks.admission.attachments = new LargePictures();
        var second = new AtomicReference<TaskSnapshot>();
        line.answerer = (work, progress) -> {
            if (second.get() == null) {
                second.set(line.submit(me, PICTURES));
                line.worker.work(second.get().id());
            }
            return new Answer.Completed("seen", "test", "model", Usage.NONE);
        };
        var first = line.submit(me, PICTURES);

        line.worker.work(first.id());

        assertThat(line.state(first).state()).isEqualTo(State.COMPLETED);
        assertThat(line.state(second.get()).state()).isEqualTo(State.WAITING);
        assertThat(line.state(second.get()).attempt()).isZero();
        line.clock.pass(Duration.ofSeconds(3));
        line.worker.work(second.get().id());
        assertThat(line.state(second.get()).result()).isEqualTo("seen");
    }

    @Test
    void givesTheRoomBackIfTheImagesCannotBeLoaded() {
        var failures = new AtomicInteger(1);
        line.worker.attachments = line.tasks.admission.attachments = new LargePictures() {
            @Override
            public List<Attachment> load(String owner, List<String> ids) {
                if (failures.getAndDecrement() > 0) {
                    throw new DatabaseUnavailable();
                }
                return super.load(owner, ids);
            }
        };
        var lost = line.submit(me, PICTURES);
        assertThatThrownBy(() -> line.worker.work(lost.id())).isInstanceOf(DatabaseUnavailable.class);

        var next = line.submit(me, PICTURES);
        line.worker.work(next.id());

        assertThat(line.state(next).state()).isEqualTo(State.COMPLETED);
    }

    private static final ChatRequest PICTURES = new ChatRequest("Look", null, List.of("picture"), null, false);

    /** One message with such pictures takes all the memory for images. */
    private static class LargePictures extends Line.NoAttachments {

        @Override
        public boolean attach(
                EntityManager em, String owner, Collection<String> ids, String conversationId, long before) {
            return true;
        }

        @Override
        public long bytesOf(String owner, List<String> ids) {
            return Long.MAX_VALUE / 8;
        }
    }
}
