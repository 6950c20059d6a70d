package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Waits for changes of a task, on this node and another, and on a stopping server. */
class AwaitingTest extends StoreTestBase {

    @Test
    void completesAWaitWhenTheTaskIsFinal() {
        var task = line.submit(me, Line.chat("Wait for me"));
        var awaited = line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                .toCompletableFuture();
        assertThat(awaited).isNotDone();

        line.worker.work(task.id());

        assertThat(awaited.join().orElseThrow().result()).isEqualTo("42");
    }

    @Test
    void completesAWaitWhenAnotherNodeFinishesTheTask() {
        var task = line.submit(me, Line.chat("Elsewhere"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.heartbeat.beat();
            var awaited = line.tasks
                    .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                    .toCompletableFuture();
            other.worker.work(task.id());

            line.nodeUpdates.followOtherNodes();

            assertThat(awaited.join().orElseThrow().result()).isEqualTo("42");
        }
    }

    @Test
    void completesAnUnsuccessfulWaitWithTheCurrentState() {
        var task = line.submit(me, Line.chat("Nobody comes"));

        var awaited = line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofMillis(20))
                .toCompletableFuture();

        assertThat(awaited.join().orElseThrow().state()).isEqualTo(State.QUEUED);
        assertThat(line.tasks
                        .await(Line.someone(), task.id(), it -> true, Duration.ofSeconds(30))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void waitsOnAStoppingServerOnlyForTasksThatItWorksOn() throws Exception {
        var claimed = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            claimed.countDown();
            awaitUninterrupted(go);
            return new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofMinutes(1), true);
        };
        var running = line.submit(me, Line.chat("Nearly done"));
        var queued = line.submit(me, Line.chat("Not begun"));
        var worker = Executors.newSingleThreadExecutor();
        try {
            worker.submit(() -> line.worker.work(running.id()));
            claimed.await();
            var awaitedRunning = awaitFinal(running);
            var awaitedQueued = awaitFinal(queued);
            var followers = new Follower[] {new Follower(line, running), new Follower(line, queued)};

            line.worker.leave();

            assertThat(awaitedQueued.join().orElseThrow().state()).isEqualTo(State.QUEUED);
            assertThat(awaitFinal(queued)).isDone();
            assertThat(followers[1].last().last()).isTrue();
            assertThat(awaitedRunning).isNotDone();
            followers[0].look();
            assertThat(followers[0].last().last()).isFalse();

            go.countDown();
            assertThat(awaitedRunning.join().orElseThrow().state()).isEqualTo(State.WAITING);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> followers[0].last().last());
        } finally {
            go.countDown();
            worker.shutdown();
        }
    }

    private CompletableFuture<Optional<TaskSnapshot>> awaitFinal(TaskSnapshot task) {
        return line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                .toCompletableFuture();
    }
}
