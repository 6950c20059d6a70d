package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Cancels running tasks, on the node that runs them and on another. */
class CancellationTest extends StoreTestBase {

    @Test
    void discardsTheLateAnswerOfACancelledTask() throws Exception {
        var claimed = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(stopped::countDown);
            claimed.countDown();
            awaitUninterrupted(stopped);
            return new Answer.Completed("too late", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Never mind"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        assertThat(line.tasks.cancel(me, task.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        working.join();

        assertThat(line.state(task).state()).isEqualTo(State.CANCELLED);
        assertThat(line.state(task).result()).isNull();
        assertThat(line.tasks.cancel(me, task.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void stopsATaskCancelledOnAnotherNodeAtTheNextRenewal() throws Exception {
        var claimed = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(stopped::countDown);
            claimed.countDown();
            awaitUninterrupted(stopped);
            return new Answer.Completed("too late", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Never mind"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line other = node("two")) {
            other.tasks.cancel(me, task.id());
        }
        line.leaseRenewal.renew();
        working.join();

        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void stopsATaskCancelledOnAnotherNodeAtTheNextUpdate() throws Exception {
        var written = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(stopped::countDown);
            progress.begin();
            progress.write("So far");
            line.awaitStoredText(work.id(), "So far");
            written.countDown();
            awaitUninterrupted(stopped);
            return new Answer.Failed(FailureCode.CANCELLED, "test", "m", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Enough"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        written.await();

        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.heartbeat.beat();
            assertThat(other.tasks.cancel(me, task.id()).orElseThrow().partial())
                    .isEqualTo("So far");
            line.nodeUpdates.followOtherNodes();
            working.join();
        }

        assertThat(line.state(task).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void keepsTheShownTextOfACancelledAnswer() throws Exception {
        var written = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            var stopped = new CountDownLatch(1);
            progress.onStop(stopped::countDown);
            progress.begin();
            progress.write("So far");
            written.countDown();
            awaitUninterrupted(stopped);
            return new Answer.Failed(FailureCode.CANCELLED, "test", "m", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Enough"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        written.await();

        var cancelled = line.tasks.cancel(me, task.id()).orElseThrow();
        working.join();

        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.partial()).isEqualTo("So far");
        assertThat(stored(task).partial()).isEqualTo("So far");
    }

    @Test
    void keepsTheNewWorkersTextOfACancelledAnswer() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var claimed = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("The first worker");
            claimed.countDown();
            awaitUninterrupted(mayEnd);
            return new Answer.Failed(FailureCode.CANCELLED, "test", "m", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Who writes?"));
        var late = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();
        try (Line other = node("two")) {
            other.heartbeat.begin();
            other.heartbeat.beat();
            other.clock.pass(LONGER_THAN_A_LEASE);
            other.heartbeat.beat();
            other.answerer = (work, progress) -> {
                progress.begin();
                progress.write("The second worker");
                other.awaitStoredText(task.id(), "The second worker");
                assertThat(line.tasks.cancel(me, task.id()).orElseThrow().partial())
                        .isEqualTo("The second worker");
                return new Answer.Failed(FailureCode.CANCELLED, "test", "m", Usage.NONE);
            };

            other.worker.work(task.id());
        } finally {
            mayEnd.countDown();
            late.join();
        }

        assertThat(stored(task).partial()).isEqualTo("The second worker");
    }
}
