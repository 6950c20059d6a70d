package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Leases: one worker at a time, renewal, take-over and release. */
class LeaseTest extends StoreTestBase {

    @Test
    void givesATaskToOneWorkerAtATime() throws Exception {
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var calls = new AtomicInteger();
        line.answerer = (work, progress) -> {
            calls.incrementAndGet();
            claimed.countDown();
            awaitUninterrupted(release);
            return new Answer.Completed("one", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("One at a time"));
        var first = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line other = node("two")) {
            other.heartbeat.begin();
            other.worker.work(task.id());
        }
        release.countDown();
        first.join();

        assertThat(calls).hasValue(1);
        assertThat(line.state(task).result()).isEqualTo("one");
    }

    @Test
    void takesOverAnExpiredLeaseAndFencesTheLateWorker() throws Exception {
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            claimed.countDown();
            awaitUninterrupted(release);
            return new Answer.Completed("late", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Who answers?"));
        var late = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line other = node("two")) {
            other.heartbeat.begin();
            other.clock.pass(LONGER_THAN_A_LEASE);
            other.worker.work(task.id());
            assertThat(other.state(task).result()).isEqualTo("42");
            release.countDown();
            late.join();
            other.clock.pass(Duration.ofSeconds(31));
        }
        try (Line third = node("three")) {
            assertThat(third.state(task).result()).isEqualTo("42");
            assertThat(third.state(task).generation()).isEqualTo(2);
        }
    }

    @Test
    void takesOverNoLeaseBeforeTheDatabaseWasReachableForAWholeLease() throws Exception {
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            claimed.countDown();
            awaitUninterrupted(release);
            return new Answer.Completed("mine", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Still mine?"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line other = node("two")) {
            other.clock.pass(LONGER_THAN_A_LEASE);
            other.heartbeat.begin();
            other.worker.work(task.id());
        }
        release.countDown();
        working.join();

        assertThat(line.state(task).result()).isEqualTo("mine");
    }

    @Test
    void takesOverTheTasksOfItsEarlierBootAtOnce() throws Exception {
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            claimed.countDown();
            awaitUninterrupted(release);
            return new Answer.Completed("of a dead boot", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Restarted"));
        var dead = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line reboot = node("one")) {
            reboot.heartbeat.begin();
            reboot.dueTasks.attend();
            assertThat(reboot.rings).extracting(Bell.Ring::id).contains(task.id());
            reboot.worker.work(task.id());
            assertThat(reboot.state(task).result()).isEqualTo("42");
        }
        line.heartbeat.beat();
        var another = line.submit(me, Line.chat("Not by the old boot"));
        line.worker.work(another.id());
        release.countDown();
        dead.join();

        assertThat(line.state(another).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void failsATaskThatRepeatedlyCrashesItsWorkers() {
        var task = line.submit(me, Line.chat("Poison"));
        for (int boot = 0; boot < 5; boot++) {
            try (Line dying = node("one")) {
                dying.heartbeat.begin();
                dying.answerer = (work, progress) -> {
                    throw new ThreadDeath();
                };
                try {
                    dying.worker.work(task.id());
                } catch (ThreadDeath expected) {
                    assertThat(expected).isNotNull();
                }
            }
        }

        var failed = stored(task);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void renewsTheLeasesOfRunningTasks() throws Exception {
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            claimed.countDown();
            awaitUninterrupted(release);
            return new Answer.Completed("slow", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Slow"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.clock.pass(LONGER_THAN_A_LEASE);
            other.clock.pass(LONGER_THAN_A_LEASE);
            line.leaseRenewal.renew();
            other.worker.work(task.id());
        }
        release.countDown();
        working.join();

        assertThat(line.state(task).result()).isEqualTo("slow");
    }

    @Test
    void requeuesRunningTasksAtShutdownWithoutCountingTheAttempt() throws Exception {
        var claimed = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(stopped::countDown);
            claimed.countDown();
            awaitUninterrupted(stopped);
            return new Answer.Failed(FailureCode.TIMEOUT, null, null, Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Shutting down"));
        var working = CompletableFuture.runAsync(() -> line.worker.work(task.id()));
        claimed.await();

        line.worker.close();
        working.join();

        try (Line other = node("two")) {
            assertThat(other.state(task).state()).isEqualTo(State.QUEUED);
            assertThat(other.state(task).attempt()).isZero();
            other.worker.work(task.id());
            assertThat(other.state(task).result()).isEqualTo("42");
        }
    }
}
