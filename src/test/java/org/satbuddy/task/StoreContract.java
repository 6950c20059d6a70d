package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.task.Refused.LimitReached;
import org.satbuddy.task.Refused.LimitReached.Limit;

/** What the core promises, on whichever database and JPA implementation a subclass brings. */
abstract class StoreContract {

    private static final Duration LEASE_AND_MORE = Lease.LENGTH.plusSeconds(1);

    private final String me = Line.someone();
    private final AtomicInteger made = new AtomicInteger();
    private Line line;

    /** A node of an installation whose database is this test's own. */
    abstract Line node(String name);

    @BeforeEach
    void begin() {
        line = node("one");
        line.heartbeat.begin();
    }

    @AfterEach
    void end() {
        line.close();
    }

    @Test
    void keepsWhatItAcceptsAndRingsForIt() {
        var task = line.submit(me, Line.chat("What is a slope?"));

        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);
        assertThat(line.rings).extracting(Bell.Ring::id).containsExactly(task.id());
    }

    @Test
    void answersWhatItClaims() {
        var task = line.submit(me, Line.chat("What is a slope?"));

        line.worker.work(task.id());

        var done = line.state(task);
        assertThat(done.state()).isEqualTo(State.COMPLETED);
        assertThat(done.result()).isEqualTo("42");
        assertThat(done.attempt()).isEqualTo(1);
        assertThat(done.finishedAt()).isNotNull();
    }

    @Test
    void tellsWhereATaskStandsAndWhenItWillBeFinished() {
        var question = line.submit(me, Line.question("Slopes"));
        var chat = line.submit(me, Line.chat("What is a slope?"));
        // Of two in one millisecond, neither is told to be the first.
        line.clock.pass(Duration.ofMillis(1));
        var later = line.submit(me, Line.chat("And what is not?"));
        line.heartbeat.beat();

        assertThat(line.tasks.place(chat).position()).isEqualTo(1);
        assertThat(line.tasks.place(question).position()).isEqualTo(3);

        line.answerer = (work, progress) -> {
            line.heartbeat.beat();
            assertThat(line.tasks.place(line.state(chat)).position()).isZero();
            assertThat(line.tasks.place(line.state(chat)).estimatedSeconds()).isPositive();
            return new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(50), true);
        };
        line.worker.work(chat.id());
        line.heartbeat.beat();

        assertThat(line.tasks.place(line.state(chat)).estimatedSeconds()).isGreaterThan(49);
        assertThat(line.tasks.place(later).position()).isEqualTo(1);
        assertThat(line.tasks.place(question).position()).isEqualTo(2);
    }

    @Test
    void readsOneInSoManyOfALongQueueWheneverTheyCame() {
        var all = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            all.add(line.submit(Line.someone(), Line.chat("Question " + i)).createdAt());
        }

        List<QueueSample.Idle> read = line.database.transact(em -> TaskStore.idle(em, 3, 1000));

        assertThat(read)
                .extracting(QueueSample.Idle::createdAt)
                .containsAll(all.stream().filter(at -> at % 3 == 0).toList())
                .allMatch(at -> at % 3 == 0);
    }

    @Test
    void keepsLongAnswersWhole() {
        String long100k = "x√".repeat(50_000);
        line.answerer = (work, progress) -> new Answer.Completed(long100k, "test", "model", Usage.NONE);
        var task = line.submit(me, Line.chat("Tell me everything."));

        line.worker.work(task.id());

        try (Line other = node("two")) {
            assertThat(other.state(task).result()).isEqualTo(long100k);
        }
    }

    @Test
    void showsATaskToItsOwnerAlone() {
        var task = line.submit(me, Line.chat("Mine"));

        assertThat(line.tasks.find(Line.someone(), task.id())).isEmpty();
        assertThat(line.tasks.cancel(Line.someone(), task.id())).isEmpty();
        assertThat(line.tasks.rate(Line.someone(), task.id(), "up")).isEmpty();
        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);
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
    void letsOneWorkerAloneHaveATask() throws Exception {
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
            other.clock.pass(LEASE_AND_MORE);
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
    void takesNoLeaseOverBeforeTheDatabaseWasReachableForAWholeOne() throws Exception {
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
            other.clock.pass(LEASE_AND_MORE);
            other.heartbeat.begin();
            other.worker.work(task.id());
        }
        release.countDown();
        working.join();

        assertThat(line.state(task).result()).isEqualTo("mine");
    }

    @Test
    void takesOverItsOwnEarlierBootAtOnce() throws Exception {
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
    void givesUpATaskThatEndsItsWorkersAgainAndAgain() {
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

        var failed = afterReboot(task);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void waitsAfterARateLimitAndAnswersLater() {
        line.answerer = (work, progress) -> work.attempt() == 1
                ? new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(20), true)
                : new Answer.Completed("at last", "test", "model", Usage.NONE);
        var task = line.submit(me, Line.chat("Busy?"));

        line.worker.work(task.id());
        var waiting = line.state(task);
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.stage()).isEqualTo(Stage.WAITING_FOR_RETRY);
        assertThat(waiting.retryAt()).isBetween(line.clock.millis() + 15_000, line.clock.millis() + 20_000);

        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.WAITING);

        line.clock.pass(Duration.ofSeconds(21));
        line.worker.work(task.id());
        assertThat(line.state(task).result()).isEqualTo("at last");
    }

    @Test
    void failsAfterThreeWaitsForARateLimit() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.RATE_LIMITED, null, true);
        var task = line.submit(me, Line.chat("Busy forever"));

        for (int attempt = 1; attempt <= 3; attempt++) {
            line.worker.work(task.id());
            assertThat(line.state(task).state()).isEqualTo(State.WAITING);
            line.clock.pass(Duration.ofSeconds(61));
        }
        line.worker.work(task.id());

        var failed = line.state(task);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failed.attempt()).isEqualTo(4);
    }

    @Test
    void failsAtOnceWhenAskedToWaitBeyondPatience() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofMinutes(11), true);
        var task = line.submit(me, Line.chat("Tomorrow?"));

        line.worker.work(task.id());

        assertThat(line.state(task).code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    @Test
    void countsNoAttemptWhenNobodyWasCalled() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false);
        var task = line.submit(me, Line.chat("Open breaker"));

        line.worker.work(task.id());

        assertThat(line.state(task).attempt()).isZero();
    }

    @Test
    void countsNoWaitForALimitWhenNobodyWasCalled() {
        line.answerer =
                (work, progress) -> new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(30), false);
        var task = line.submit(me, Line.chat("Held back"));
        for (int holds = 0; holds < 5; holds++) {
            line.worker.work(task.id());
            assertThat(line.state(task).state()).isEqualTo(State.WAITING);
            line.clock.pass(Duration.ofSeconds(31));
        }
        line.answerer = (work, progress) -> new Answer.Completed("at last", "test", "model", Usage.NONE);

        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("at last");
        assertThat(line.state(task).attempt()).isEqualTo(1);
    }

    @Test
    void endsPatienceWithATaskThatIsHeldBackAgainAndAgain() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofMinutes(2), false);
        var task = line.submit(me, Line.chat("Held back for ever"));
        for (int holds = 0; holds < 4; holds++) {
            line.worker.work(task.id());
            assertThat(line.state(task).state()).isEqualTo(State.WAITING);
            line.clock.pass(Duration.ofMinutes(2).plusMillis(10));
        }

        line.worker.work(task.id());

        assertThat(line.state(task).code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    @Test
    void saysWhenATaskWaitedBefore() {
        var waited = new ArrayList<Boolean>();
        line.answerer = (work, progress) -> {
            waited.add(work.waited());
            return new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(1), false);
        };
        var task = line.submit(me, Line.chat("Again"));

        line.worker.work(task.id());
        line.clock.pass(Duration.ofSeconds(2));
        line.worker.work(task.id());

        assertThat(waited).containsExactly(false, true);
    }

    @Test
    void failsWhatWaitedLongerThanPatience() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true);
        var task = line.submit(me, Line.chat("Down"));
        line.worker.work(task.id());

        line.clock.pass(Duration.ofMinutes(11));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    void asksTheLastResortWhenPatienceIsUsedUp() {
        line.answerer = (work, progress) -> {
            progress.note("first: busy");
            return new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofMinutes(11), true);
        };
        line.lastResort = (work, progress) -> {
            progress.note("guide: answered");
            return new Answer.Completed("From the guide.", "guide", "embedded", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("Busy for long"));

        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("From the guide.");
        assertThat(trail(task)).isEqualTo("attempt 1: first: busy > guide: answered");
    }

    @Test
    void leavesTheLastResortAloneWhileItMayWait() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false);
        line.lastResort = (work, progress) -> {
            throw new AssertionError("too early");
        };
        var task = line.submit(me, Line.chat("An open breaker"));
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.WAITING);

        line.lastResort = (work, progress) -> new Answer.Completed("Guide.", "guide", "embedded", Usage.NONE);
        line.clock.pass(Duration.ofMinutes(9).plusSeconds(59));
        for (int tries = 0; tries < 3 && line.state(task).state() == State.WAITING; tries++) {
            line.worker.work(task.id());
            line.clock.pass(Duration.ofMillis(900));
        }
        assertThat(line.state(task).result()).isEqualTo("Guide.");
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

    /** A server of the school's own may call a model by the path of its file. */
    @Test
    void takesTheAnswerOfAModelWithALongName() {
        String name = "/srv/models/" + "deep/".repeat(40);
        line.answerer = (work, progress) -> new Answer.Completed("42", "first", name, Usage.NONE);
        var task = line.submit(me, Line.chat("Long"));

        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("42");
        assertThat(name).startsWith(line.state(task).model());
    }

    private String trail(TaskSnapshot task) {
        return line.database.transact(
                em -> TaskStore.find(em, task.id()).orElseThrow().trail());
    }

    @Test
    void failsAsExpiredWhatNobodyClaimed() {
        var task = line.submit(me, Line.chat("Forgotten?"));

        line.clock.pass(Duration.ofMinutes(61));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void failsWhatNobodyClaimedWhenItsTimeIsUpNotWhenItIsRungNext() {
        var task = line.submit(me, Line.chat("Nearly forgotten"));
        for (int minutes = 0; minutes < 57; minutes += 3) {
            line.clock.pass(Duration.ofMinutes(3));
            line.dueTasks.attend();
        }
        line.clock.pass(Duration.ofMinutes(2));
        line.dueTasks.attend();
        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);

        line.clock.pass(Duration.ofSeconds(61));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void cancelWinsOverALateAnswer() throws Exception {
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
    void stopsWhatWasCancelledOnAnotherNodeWithinARenewal() throws Exception {
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
    void renewsTheLeasesOfWhatItRuns() throws Exception {
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
            line.clock.pass(LEASE_AND_MORE);
            other.clock.pass(LEASE_AND_MORE);
            line.leaseRenewal.renew();
            other.worker.work(task.id());
        }
        release.countDown();
        working.join();

        assertThat(line.state(task).result()).isEqualTo("slow");
    }

    @Test
    void handsOverAtShutdownAndReturnsTheAttempt() throws Exception {
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

    @Test
    void failsATaskOnABugAndGoesOn() {
        line.answerer = (work, progress) -> {
            throw new IllegalStateException("a bug");
        };
        var task = line.submit(me, Line.chat("Bug"));

        line.worker.work(task.id());

        assertThat(line.state(task).code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void leavesATaskToOthersWhenTheServerInterruptsItsWork() {
        var task = line.submit(me, Line.chat("Interrupted"));
        line.answerer = (work, progress) -> StoreContract.<RuntimeException, Answer>thrown(new InterruptedException());

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.WAITING);
        assertThat(line.state(task).attempt()).isZero();
        line.answerer = (work, progress) -> new Answer.Completed("42", "test", "model", Usage.NONE);
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
    }

    /** As a checked exception comes that nobody declares. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception, T> T thrown(Exception failure) throws E {
        throw (E) failure;
    }

    @Test
    void ringsAgainAtGrowingIntervals() {
        var task = line.submit(me, Line.chat("Anybody?"));
        line.rings.clear();

        line.dueTasks.attend();
        assertThat(line.rings).isEmpty();

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        line.dueTasks.attend();
        assertThat(line.rings).extracting(Bell.Ring::id).containsExactly(task.id());

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        assertThat(line.rings).hasSize(1);

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        assertThat(line.rings).hasSize(2);
    }

    @Test
    void holdsNoThreadUntilTheCommit() {
        var busy = new CountDownLatch(1);
        var before = line.groupCommit.write(em -> {
            awaitUninterrupted(busy);
            return "written";
        });

        var coming = line.tasks
                .submit(new Submit(me, null, Line.chat("Later"), null, null))
                .toCompletableFuture();

        assertThat(coming).isNotDone();
        busy.countDown();
        assertThat(coming.join().task().state()).isEqualTo(State.QUEUED);
        assertThat(before).isCompletedWithValue("written");
    }

    @Test
    void answersTheSameKeyWithTheFirstTask() {
        var submit = new Submit(me, null, Line.chat("Twice"), null, "key");
        var first = line.submit(submit);

        var second = line.submit(submit);

        assertThat(second.repeated()).isTrue();
        assertThat(second.task().id()).isEqualTo(first.task().id());
        assertThat(line.submit(new Submit(Line.someone(), null, Line.chat("Twice"), null, "key"))
                        .repeated())
                .isFalse();
        assertThatThrownBy(() -> line.submit(new Submit(me, null, Line.chat("Other"), null, "key")))
                .isInstanceOf(Refused.KeyReused.class);
    }

    @Test
    void takesTheConversationForAPartOfWhatAKeyWasUsedFor() {
        String one = line.submit(me, Line.chat("One")).conversationId();
        String two = line.submit(me, Line.chat("Two")).conversationId();
        for (Request request : List.of(Line.chat("Twice"), Line.question("Twice"))) {
            var first = line.submit(new Submit(me, null, request, one, "key"));

            assertThat(line.submit(new Submit(me, null, request, one, "key"))
                            .task()
                            .id())
                    .isEqualTo(first.task().id());
            assertThatThrownBy(() -> line.submit(new Submit(me, null, request, two, "key")))
                    .isInstanceOf(Refused.KeyReused.class);
            assertThatThrownBy(() -> line.submit(new Submit(me, null, request, null, "key")))
                    .isInstanceOf(Refused.KeyReused.class);
        }
    }

    @Test
    void makesOneTaskOfManySubmissionsWithOneKeyAtOnce() throws Exception {
        List<Accepted> accepted =
                inParallel(10, () -> line.submit(new Submit(me, null, Line.chat("Race"), null, "race")));

        assertThat(accepted)
                .extracting(it -> it.task().id())
                .containsOnly(accepted.get(0).task().id());
        assertThat(accepted).filteredOn(it -> !it.repeated()).hasSize(1);
    }

    @Test
    void letsNoParallelSubmissionsSlipPastTheLimit() throws Exception {
        List<Boolean> accepted = inParallel(20, () -> {
            try {
                line.submit(me, Line.chat("Me first"));
                return true;
            } catch (LimitReached e) {
                assertThat(e.limit()).isEqualTo(Limit.TOO_MANY_ACTIVE_TASKS);
                return false;
            }
        });

        assertThat(accepted).filteredOn(it -> it).hasSize(5);
    }

    @Test
    void letsNoParallelSubmissionsOfTwoNodesSlipPastTheLimit() throws Exception {
        line.submit(me, Line.chat("First of all"));
        try (Line other = node("two")) {
            var turn = new AtomicInteger();
            List<Boolean> accepted = inParallel(20, () -> {
                try {
                    (turn.incrementAndGet() % 2 == 0 ? line : other).submit(me, Line.chat("Me first"));
                    return true;
                } catch (LimitReached e) {
                    return false;
                }
            });
            assertThat(accepted).filteredOn(it -> it).hasSize(4);
        }
    }

    @Test
    void limitsHowFastOneAsks() {
        var refused = catchThrowableOfType(LimitReached.class, () -> {
            for (int i = 0; i < 60; i++) {
                line.worker.work(line.submit(me, Line.chat("Number " + i)).id());
            }
        });

        assertThat(refused.limit()).isEqualTo(Limit.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isBetween(1, 60);
        assertThat(line.conversations.list(me)).hasSizeGreaterThanOrEqualTo(30);

        line.clock.pass(Duration.ofSeconds(3));
        assertThat(line.submit(me, Line.chat("Now")).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void limitsHowFastAnAddressAsksWithNewIdentities() {
        var accepted = new AtomicInteger();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 60; i++) {
                        line.submit(new Submit(Line.someone(), "127.0.0.1", Line.chat("New"), null, null));
                        accepted.incrementAndGet();
                    }
                })
                .isInstanceOf(LimitReached.class);
        assertThat(accepted).hasValueGreaterThanOrEqualTo(30);
    }

    @Test
    void limitsTheQueueOfTheInstallation() {
        for (int i = 0; i < 100; i++) {
            line.submit(Line.someone(), Line.chat("In line"));
        }

        assertThatThrownBy(() -> line.submit(me, Line.chat("No room")))
                .isInstanceOfSatisfying(
                        LimitReached.class, e -> assertThat(e.limit()).isEqualTo(Limit.QUEUE_FULL));
    }

    @Test
    void stopsAcceptingWhenTheBudgetOfTheDayIsUsed() {
        line.answerer = (work, progress) -> new Answer.Completed("long", "test", "model", new Usage(600, 400));
        line.worker.work(line.submit(me, Line.chat("Expensive")).id());
        line.heartbeat.beat();

        assertThatThrownBy(() -> line.submit(me, Line.chat("More")))
                .isInstanceOfSatisfying(
                        LimitReached.class, e -> assertThat(e.limit()).isEqualTo(Limit.BUDGET_USED));
    }

    @Test
    void givesTheTutorTheTurnsOfTheConversation() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("To " + ((ChatRequest) work.request()).message(), "test", "m", Usage.NONE);
        };
        String conversation = null;
        for (int i = 1; i <= 7; i++) {
            var task = line.submit(new Submit(me, null, Line.chat("question " + i), conversation, null))
                    .task();
            conversation = task.conversationId();
            line.worker.work(task.id());
            line.clock.pass(Duration.ofSeconds(2));
        }

        assertThat(history.get())
                .hasSize(10)
                .startsWith(new Turn(Turn.Role.USER, "question 2"), new Turn(Turn.Role.ASSISTANT, "To question 2"))
                .endsWith(new Turn(Turn.Role.USER, "question 6"), new Turn(Turn.Role.ASSISTANT, "To question 6"));
        assertThat(line.conversations.history(me, conversation, 50)).hasSize(14);
        assertThat(line.conversations.history(me, null, 3))
                .extracting(StoreContract::content)
                .containsExactly("To question 6", "question 7", "To question 7");
    }

    @Test
    void givesTheTutorWhatWasLookedAtBefore() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("Count again.", "test", "m", Usage.NONE);
        };
        var first = line.submit(me, new ChatRequest("Why is B wrong?", "2+2=?", List.of(), null, false));
        line.worker.work(first.id());
        line.clock.pass(Duration.ofSeconds(1));

        line.worker.work(line.submit(in(first, Line.chat("And C?"))).task().id());

        assertThat(history.get())
                .containsExactly(
                        new Turn(Turn.Role.USER, "Why is B wrong?", "2+2=?"),
                        new Turn(Turn.Role.ASSISTANT, "Count again."));
    }

    @Test
    void givesTheTutorNoPracticeQuestionsAsTurns() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("ok", "test", "m", Usage.NONE);
        };
        var question = line.submit(me, Line.question("Slopes"));
        line.worker.work(question.id());
        line.clock.pass(Duration.ofSeconds(1));

        line.worker.work(
                line.submit(in(question, Line.chat("Why is it B?"))).task().id());

        assertThat(history.get()).isEmpty();
    }

    @Test
    void listsAPracticeQuestionWithItsConversation() {
        var chat = line.submit(me, Line.chat("What is a slope?"));
        line.clock.pass(Duration.ofSeconds(1));
        var question = line.submit(in(chat, Line.question("Slopes"))).task();
        var alone = line.submit(me, Line.question("Circles"));
        line.worker.work(chat.id());
        line.worker.work(question.id());

        assertThat(question.conversationId()).isEqualTo(chat.conversationId());
        assertThat(line.conversations.history(me, chat.conversationId(), 50))
                .extracting(StoreContract::content)
                .containsExactly("What is a slope?", "42", "Slopes", "42");
        assertThat(line.conversations.history(me, chat.conversationId(), 3))
                .extracting(StoreContract::content)
                .containsExactly("42", "Slopes", "42");
        assertThat(line.conversations.history(me, alone.conversationId(), 50))
                .extracting(StoreContract::content)
                .containsExactly("Circles");
        assertThat(line.conversations.history(me, null, 50))
                .extracting(StoreContract::content)
                .containsExactly("What is a slope?", "42");
    }

    @Test
    void tellsWhatHasBecomeOfEverythingInTheHistory() {
        var answered = line.submit(me, Line.chat("Answered"));
        line.worker.work(answered.id());
        line.tasks.rate(me, answered.id(), "down");
        line.answerer = (work, progress) -> new Answer.Failed(FailureCode.TIMEOUT, "test", "model", Usage.NONE);
        line.clock.pass(Duration.ofSeconds(1));
        line.worker.work(
                line.submit(in(answered, Line.question("Failed"))).task().id());
        line.clock.pass(Duration.ofSeconds(1));
        line.tasks.cancel(
                me, line.submit(in(answered, Line.chat("Cancelled"))).task().id());
        line.clock.pass(Duration.ofSeconds(1));
        line.submit(in(answered, Line.question("Queued")));

        var history = line.conversations.history(me, answered.conversationId(), 50);

        assertThat(history)
                .extracting(it -> it.task().state())
                .containsExactly(State.COMPLETED, State.COMPLETED, State.FAILED, State.CANCELLED, State.QUEUED);
        assertThat(history)
                .extracting(HistoryEntry::role)
                .containsExactly(Turn.Role.USER, Turn.Role.ASSISTANT, Turn.Role.USER, Turn.Role.USER, Turn.Role.USER);
        assertThat(history.get(1).task().provider()).isEqualTo("test");
        assertThat(history.get(1).task().rating()).isEqualTo("down");
    }

    private Submit in(TaskSnapshot conversation, Request request) {
        return new Submit(me, null, request, conversation.conversationId(), null);
    }

    /** What was written in an entry of the history. */
    private static String content(HistoryEntry entry) {
        if (entry.role() == Turn.Role.ASSISTANT) {
            return entry.task().result();
        }
        return entry.request() instanceof ChatRequest chat
                ? chat.message()
                : ((QuestionRequest) entry.request()).topic();
    }

    @Test
    void prefersTheHistoryThatTheClientSent() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("ok", "test", "m", Usage.NONE);
        };
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < 12; i++) {
            turns.add(new Turn(Turn.Role.USER, "turn " + i));
        }

        line.worker.work(line.submit(me, new ChatRequest("And now?", null, List.of(), turns, false))
                .id());

        assertThat(history.get()).isEqualTo(turns.subList(2, 12));
    }

    @Test
    void refusesConversationsAndImagesOfOthers() {
        var theirs = line.submit(Line.someone(), Line.chat("Theirs"));

        assertThatThrownBy(() -> line.submit(new Submit(me, null, Line.chat("Mine?"), theirs.conversationId(), null)))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.submit(in(theirs, Line.question("Mine?"))))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.submit(me, new ChatRequest("Look", null, List.of("theirs"), null, false)))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.conversations.history(me, theirs.conversationId(), 10))
                .isInstanceOf(Refused.Unknown.class);
        assertThat(line.conversations.rename(me, theirs.conversationId(), "Mine"))
                .isFalse();
        assertThat(line.conversations.delete(me, theirs.conversationId())).isFalse();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.conversations.history(theirs.owner(), theirs.conversationId(), 10))
                .hasSize(1);
        assertThat(line.state(theirs).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void forgetsAConversationAnHourAfterItsLastActivity() {
        var task = line.submit(me, Line.chat("Remember me"));
        line.worker.work(task.id());
        line.clock.pass(Duration.ofMinutes(50));
        var later = line.submit(new Submit(me, null, Line.chat("Still here"), task.conversationId(), null))
                .task();
        line.worker.work(later.id());

        line.clock.pass(Duration.ofMinutes(50));
        line.conversations.expire();
        assertThat(line.tasks.find(me, task.id())).isPresent();

        line.clock.pass(Duration.ofMinutes(11));
        assertThat(line.tasks.find(me, task.id())).isEmpty();
        line.conversations.expire();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.conversations.history(me, null, 10)).isEmpty();
    }

    @Test
    void keepsAConversationWhoseTaskIsUnfinished() {
        var task = line.submit(me, Line.chat("Long in line"));
        line.clock.pass(Duration.ofMinutes(61));

        line.conversations.expire();
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void forgetsEverythingOfAnOwnerOnRequest() {
        var task = line.submit(me, Line.chat("Forget this"));
        var theirs = line.submit(Line.someone(), Line.chat("But not this"));

        line.conversations.forget(me);

        assertThat(line.tasks.find(me, task.id())).isEmpty();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.state(theirs).state()).isEqualTo(State.QUEUED);
        line.worker.work(task.id());
        assertThat(line.tasks.find(me, task.id())).isEmpty();
    }

    @Test
    void listsRenamesAndDeletesConversations() {
        var task = line.submit(me, Line.chat("  How do I\n find a slope?  "));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("How do I find a slope?");
        assertThat(line.conversations.rename(me, task.conversationId(), "Slopes"))
                .isTrue();
        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("Slopes");
        assertThat(line.conversations.rename(me, task.conversationId(), "ñ".repeat(200)))
                .isTrue();
        assertThat(line.conversations.delete(me, task.conversationId())).isTrue();
        assertThat(line.tasks.find(me, task.id())).isEmpty();
    }

    @Test
    void saysInWhichConversationsSomethingIsNotFinished() {
        var done = line.submit(me, Line.chat("A slope?"));
        line.worker.work(done.id());
        var open = line.submit(me, Line.chat("An intercept?"));
        line.submit(in(open, Line.question("Lines")));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::id, ConversationSummary::activeTasks)
                .containsExactlyInAnyOrder(tuple(done.conversationId(), 0), tuple(open.conversationId(), 2));
    }

    @Test
    void callsAConversationAfterTheTopicOfAQuestionThatBeganIt() {
        var task = line.submit(me, Line.question("  Slopes\n and intercepts "));
        line.submit(in(task, Line.chat("Why is it B?")));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("Slopes and intercepts");
    }

    @Test
    void deletesTheTaskThatAnotherNodeWasAddingMeanwhile() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));

        racingWithAMessage(task, Duration.ZERO, () -> line.conversations.delete(me, task.conversationId()));

        assertThat(tasksIn(task.conversationId())).isZero();
    }

    @Test
    void forgetsTheTaskThatAnotherNodeWasAddingMeanwhile() throws Exception {
        var task = line.submit(me, Line.chat("Forget this"));

        racingWithAMessage(task, Duration.ZERO, () -> {
            line.conversations.forget(me);
            return true;
        });

        assertThat(tasksIn(task.conversationId())).isZero();
    }

    /** The node that expires it is ahead of the other: clocks are never quite equal. */
    @Test
    void keepsAConversationThatGoesOnOnAnotherNodeWhileItExpires() throws Exception {
        var task = answered(Line.chat("Remember this"));
        line.clock.pass(Duration.ofMinutes(61));

        racingWithAMessage(task, Duration.ofMinutes(30), () -> {
            line.conversations.expire();
            return true;
        });

        assertThat(tasksIn(task.conversationId())).isEqualTo(2);
        assertThat(line.conversations.history(me, task.conversationId(), 10)).hasSize(3);
    }

    /** Sends a message on another node, and does something here before that has committed; until both are done. */
    private void racingWithAMessage(TaskSnapshot conversation, Duration later, Callable<Boolean> action)
            throws Exception {
        var added = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (Line other = node("two")) {
            other.clock.pass(later);
            var adding = other.groupCommit.write(em -> {
                var verdict = other.tasks.admission.consider(em, in(conversation, Line.chat("And this")));
                em.flush();
                added.countDown();
                awaitUninterrupted(commit);
                return verdict;
            });
            added.await();
            var pool = Executors.newSingleThreadExecutor();
            try {
                Future<Boolean> acting = pool.submit(action);
                await().during(Duration.ofMillis(300)).until(() -> !acting.isDone());
                commit.countDown();
                assertThat(adding.join().refused()).isNull();
                assertThat(acting.get()).isTrue();
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void refusesAMessageIntoAConversationThatAnotherNodeIsDeleting() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));
        var deleting = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        line.conversations.attachments = new Line.NoAttachments() {
            @Override
            public void deleteOf(EntityManager em, Collection<String> conversationIds) {
                deleting.countDown();
                awaitUninterrupted(commit);
            }
        };
        var deleted = CompletableFuture.supplyAsync(() -> line.conversations.delete(me, task.conversationId()));
        deleting.await();

        try (Line other = node("two")) {
            var sending =
                    other.groupCommit.write(em -> other.tasks.admission.consider(em, in(task, Line.chat("And this"))));
            await().during(Duration.ofMillis(300)).until(() -> !sending.isDone());
            commit.countDown();

            assertThat(sending.join().refused()).isInstanceOf(Refused.Unknown.class);
        }
        assertThat(deleted.join()).isTrue();
        assertThat(tasksIn(task.conversationId())).isZero();
    }

    @Test
    void deletesTheTextThatAnotherNodeWasAddingMeanwhile() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));
        var added = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (Line other = node("two")) {
            long now = other.clock.millis();
            var adding = other.groupCommit.write(em -> {
                var holder = new Lease.Holder("two", "boot");
                TaskStore.claim(em, task.id(), holder, now, now + 10_000, now + 10_000, 0);
                TextStore.append(em, task.id(), 1, new LiveText.Piece(0, "A slope"));
                added.countDown();
                awaitUninterrupted(commit);
                return true;
            });
            added.await();
            var deleting = CompletableFuture.supplyAsync(() -> line.conversations.delete(me, task.conversationId()));
            await().during(Duration.ofMillis(300)).until(() -> !deleting.isDone());
            commit.countDown();

            assertThat(adding.join()).isTrue();
            assertThat(deleting.join()).isTrue();
        }
        assertThat(tasksIn(task.conversationId())).isZero();
        assertThat(storedPieces()).isZero();
    }

    private long tasksIn(String conversation) {
        return line.database.transact(
                em -> em.createQuery("select count(t) from Task t where t.conversationId = :conversation", Long.class)
                        .setParameter("conversation", conversation)
                        .getSingleResult());
    }

    @Test
    void keepsAConversationInWhichQuestionsAreAskedAndDeletesThemWithIt() {
        var chat = line.submit(me, Line.chat("Begin"));
        line.worker.work(chat.id());
        line.clock.pass(Duration.ofMinutes(50));
        var question = line.submit(in(chat, Line.question("Slopes"))).task();
        line.worker.work(question.id());
        line.clock.pass(Duration.ofMinutes(50));
        line.conversations.expire();
        assertThat(line.tasks.find(me, chat.id())).isPresent();

        line.clock.pass(Duration.ofMinutes(11));
        assertThatThrownBy(() -> line.submit(in(chat, Line.question("Too late"))))
                .isInstanceOf(Refused.Unknown.class);
        assertThat(line.conversations.delete(me, chat.conversationId())).isTrue();

        assertThat(line.tasks.find(me, question.id())).isEmpty();
    }

    @Test
    void keepsARating() {
        var task = answered(Line.chat("Good?"));

        assertThat(line.tasks.rate(me, task.id(), "up").orElseThrow().rating()).isEqualTo("up");
        assertThat(line.tasks.rate(me, task.id(), "down").orElseThrow().rating())
                .isEqualTo("down");
    }

    @Test
    void countsARatingOnceAndMovesItWhenItIsChanged() {
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
    void countsRatingsByWhoAnsweredWhat() {
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
    void keepsTheCountsOfRatingsWhenTheirTasksAreGone() {
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
    void countsNoRatingOfWhatIsNotTheirsOrNotThere() {
        var task = answered(Line.chat("Mine"));

        line.tasks.rate(Line.someone(), task.id(), "up");
        line.tasks.rate(me, "00000000-0000-7000-8000-000000000000", "up");

        assertThat(ratings()).isEmpty();
        assertThat(line.state(task).rating()).isNull();
    }

    @Test
    void countsARatingOfAnAnswerThatIsBeingWrittenWhenItIsThere() {
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
    void countsNoRatingWhereThereIsNoAnswer() {
        line.answerer = (work, progress) -> new Answer.Failed(FailureCode.TIMEOUT, "test", "model", Usage.NONE);
        var task = line.submit(me, Line.chat("Good?"));
        line.tasks.rate(me, task.id(), "up");
        line.worker.work(task.id());

        line.tasks.rate(me, task.id(), "down");

        assertThat(line.state(task).rating()).isEqualTo("down");
        assertThat(ratings()).isEmpty();
    }

    @Test
    void countsEveryFirstRatingOfADayWhenTheyComeAtOnceOnTwoNodes() throws Exception {
        try (Line other = node("two")) {
            List<TaskSnapshot> answered = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answered.add(answered(Line.someone(), Line.chat("Good?")));
            }
            var turn = new AtomicInteger();

            inParallel(10, () -> {
                int mine = turn.getAndIncrement();
                var task = answered.get(mine);
                return (mine % 2 == 0 ? line : other).tasks.rate(task.owner(), task.id(), mine < 6 ? "up" : "down");
            });
        }

        assertThat(ratings()).containsExactly("CHAT test model: 6 up, 4 down");
    }

    @Test
    void countsOneRatingHoweverManyComeAtOnceOnTwoNodes() throws Exception {
        var task = answered(Line.chat("Good?"));
        try (Line other = node("two")) {
            var turn = new AtomicInteger();
            inParallel(20, () -> {
                int mine = turn.getAndIncrement();
                return (mine % 2 == 0 ? line : other).tasks.rate(me, task.id(), mine % 4 < 2 ? "up" : "down");
            });
        }

        assertThat(ratings())
                .containsExactly(
                        afterReboot(task).rating().equals("up")
                                ? "CHAT test model: 1 up, 0 down"
                                : "CHAT test model: 0 up, 1 down");
    }

    private TaskSnapshot answered(Request request) {
        return answered(me, request);
    }

    private TaskSnapshot answered(String owner, Request request) {
        var task = line.submit(owner, request);
        line.worker.work(task.id());
        return line.state(task);
    }

    /** The counts, each without its day. */
    private List<String> ratings() {
        return line.database.transact(Ratings::all).stream()
                .map(it -> it.kind() + " " + it.provider() + " " + it.model() + ": " + it.up() + " up, " + it.down()
                        + " down")
                .toList();
    }

    private static String utcDay(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString().substring(0, "2026-11-02".length());
    }

    @Test
    void wakesThoseWhoWaitWhenTheTaskMoves() {
        var task = line.submit(me, Line.chat("Wait for me"));
        var told = line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                .toCompletableFuture();
        assertThat(told).isNotDone();

        line.worker.work(task.id());

        assertThat(told.join().orElseThrow().result()).isEqualTo("42");
    }

    @Test
    void tellsThoseWhoWaitedInVainHowItIs() {
        var task = line.submit(me, Line.chat("Nobody comes"));

        var told = line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofMillis(20))
                .toCompletableFuture();

        assertThat(told.join().orElseThrow().state()).isEqualTo(State.QUEUED);
        assertThat(line.tasks
                        .await(Line.someone(), task.id(), it -> true, Duration.ofSeconds(30))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void waitsOnAStoppingServerOnlyForWhatItIsAtWorkOn() throws Exception {
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
            var toldOfRunning = finalOrAfterHalfAMinute(running);
            var toldOfQueued = finalOrAfterHalfAMinute(queued);
            var followers = new Follower[] {new Follower(line, running), new Follower(line, queued)};

            line.worker.leave();

            assertThat(toldOfQueued.join().orElseThrow().state()).isEqualTo(State.QUEUED);
            assertThat(finalOrAfterHalfAMinute(queued)).isDone();
            assertThat(followers[1].last().last()).isTrue();
            assertThat(toldOfRunning).isNotDone();
            followers[0].look();
            assertThat(followers[0].last().last()).isFalse();

            go.countDown();
            assertThat(toldOfRunning.join().orElseThrow().state()).isEqualTo(State.WAITING);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> followers[0].last().last());
        } finally {
            go.countDown();
            worker.shutdown();
        }
    }

    private CompletableFuture<Optional<TaskSnapshot>> finalOrAfterHalfAMinute(TaskSnapshot task) {
        return line.tasks
                .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                .toCompletableFuture();
    }

    @Test
    void tellsThoseWhoWaitHereWhatHappensOnAnotherNode() {
        var task = line.submit(me, Line.chat("Elsewhere"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.heartbeat.beat();
            var told = line.tasks
                    .await(me, task.id(), it -> it.state().isFinal(), Duration.ofSeconds(30))
                    .toCompletableFuture();
            other.worker.work(task.id());

            line.nodeUpdates.followOtherNodes();

            assertThat(told.join().orElseThrow().result()).isEqualTo("42");
        }
    }

    @Test
    void tellsTheStagesAsTheyHappen() {
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
    void spoilsNobodysWriteWithAnothersFailure() throws Exception {
        var gate = new CountDownLatch(1);
        var blocker = line.groupCommit.write(em -> {
            awaitUninterrupted(gate);
            return 0;
        });
        var bad = line.groupCommit.write(em -> {
            throw new IllegalArgumentException("bad");
        });
        var good = line.groupCommit.write(em -> {
            em.persist(new Allowance(me, 7));
            return 1;
        });
        gate.countDown();

        assertThat(blocker.join()).isZero();
        assertThat(good.join()).isEqualTo(1);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(line.database.transact(em -> em.find(Allowance.class, me)).tat())
                .isEqualTo(7);
    }

    @Test
    void writesAloneAgainWhatFailedOnce() {
        var times = new AtomicInteger();

        var written = line.groupCommit.write(em -> {
            em.persist(new Allowance(me, 7));
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("another node was quicker");
            }
            return "written";
        });

        assertThat(written.join()).isEqualTo("written");
        assertThat(times).hasValue(2);
    }

    @Test
    void showsWhatIsWrittenOfAnAnswerBeforeThereIsAll() {
        var seen = new ArrayList<String>();
        var task = line.submit(me, Line.chat("Tell me slowly"));
        line.answerer = (work, progress) -> {
            progress.begin();
            seen.add(line.state(task).partial());
            progress.write("A slope ");
            seen.add(partialOnceStored(line, task, "A slope "));
            progress.write("is steep.");
            seen.add(partialOnceStored(line, task, "A slope is steep."));
            return new Answer.Completed("A slope is steep. Done.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(seen).containsExactly(null, "A slope ", "A slope is steep.");
        assertThat(line.state(task).partial()).isNull();
        assertThat(line.state(task).result()).isEqualTo("A slope is steep. Done.");
        assertThat(line.state(task).generation()).isEqualTo(1);
        assertThat(storedPieces()).isZero();
    }

    @Test
    void tellsFollowersEveryPieceAsItComes() {
        var task = line.submit(me, Line.chat("Tell me slowly"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            assertThat(reader.text()).isEqualTo("A slope ");
            progress.write("is \ud83d");
            assertThat(reader.text()).isEqualTo("A slope is ");
            progress.write("\ude00.");
            assertThat(reader.text()).isEqualTo("A slope is \ud83d\ude00.");
            return new Answer.Completed("A slope is \ud83d\ude00. Done.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(reader.text()).isEqualTo("A slope is \ud83d\ude00. Done.");
        assertThat(reader.restarts()).isZero();
        assertThat(reader.last().task().state()).isEqualTo(State.COMPLETED);
    }

    /** @param lost whether the connection is, so that the worker does not know of the first piece that it is stored */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsFollowersOnAnotherNodeTheSame(boolean lost) {
        var task = line.submit(me, Line.chat("Tell me slowly"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            other.heartbeat.beat();
            line.heartbeat.beat();
            var reader = new Follower(other, task);
            line.answerer = (work, progress) -> {
                progress.begin();
                for (String piece : List.of("A slope ", "is ", "steep.")) {
                    progress.write(piece);
                    if (lost && piece.startsWith("A")) {
                        storeWithoutBeingTold();
                    } else {
                        partialOnceStored(line, task, piece);
                    }
                    other.nodeUpdates.followOtherNodes();
                    assertThat(reader.text()).endsWith(piece);
                }
                return new Answer.Completed("A slope is steep. Done.", "test", "m", Usage.NONE);
            };

            line.worker.work(task.id());
            other.nodeUpdates.followOtherNodes();

            assertThat(reader.text()).isEqualTo("A slope is steep. Done.");
            assertThat(reader.restarts()).isZero();
        }
        assertThat(storedPieces()).isZero();
    }

    @Test
    void beginsTheTextAgainInAGenerationOfItsOwn() {
        var task = line.submit(me, Line.chat("Try twice"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Half an ans");
            partialOnceStored(line, task, "Half an ans");
            progress.begin();
            assertThat(reader.text()).isEmpty();
            assertThat(line.state(task).partial()).isNull();
            progress.write("A whole one");
            assertThat(partialOnceStored(line, task, "A whole one")).isEqualTo("A whole one");
            return new Answer.Completed("A whole one.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(reader.text()).isEqualTo("A whole one.");
        assertThat(reader.restarts()).isEqualTo(1);
        assertThat(line.state(task).generation()).isEqualTo(2);
        assertThat(line.state(task).attempt()).isEqualTo(1);
    }

    @Test
    void doesNotTakeItsOwnNewGenerationForATakeOver() {
        var task = line.submit(me, Line.chat("Try twice, with company"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.heartbeat.beat();
            // Told between the commit of the new generation and the new text.
            line.tasks.follow(me, task.id(), line.nodeUpdates::followOtherNodes);
            var stopped = new ArrayList<Boolean>();
            line.answerer = (work, progress) -> {
                progress.begin();
                progress.write("Half an ans");
                progress.begin();
                stopped.add(progress.stopped());
                return new Answer.Completed("A whole one.", "test", "m", Usage.NONE);
            };

            line.worker.work(task.id());

            assertThat(stopped).containsExactly(false);
        }
    }

    @Test
    void neverTakesAnAnswerForTheEndOfAnotherText() {
        var task = line.submit(me, Line.chat("Somebody else answers"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("I thi");
            return new Answer.Completed("The study guide says: no.", "study-guide", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).generation()).isEqualTo(2);
        assertThat(reader.text()).isEqualTo("The study guide says: no.");
        assertThat(reader.restarts()).isEqualTo(1);
    }

    @Test
    void withdrawsTextOfWhichNobodyKnowsWhetherItIsStored() {
        var task = line.submit(me, Line.chat("Something bad"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Something ba");
            storeWithoutBeingTold();
            return new Answer.Failed(FailureCode.FILTERED, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(afterReboot(task).partial()).isNull();
        assertThat(storedPieces()).isZero();
    }

    @Test
    void tellsFollowersTheEndOfWhichTheWorkerDoesNotKnowThatItIsWrittenDown() {
        var task = line.submit(me, Line.chat("Tell me the end"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.losesTheAnswer.set(true);
            return new Answer.Completed("A slope is steep.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());
        line.nodeUpdates.catchUp();

        assertThat(reader.text()).isEqualTo("A slope is steep.");
        assertThat(reader.last().task().state()).isEqualTo(State.COMPLETED);
    }

    /** @param tries how many begin after one that was shown; the worker does not know of the first that it is written down */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void takesTheAnswerOfATryOfWhichTheWorkerDoesNotKnowThatItsBeginningIsWrittenDown(int tries) {
        var task = line.submit(me, Line.chat("Try again"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.losesTheAnswer.set(true);
            for (int i = 0; i < tries; i++) {
                progress.begin();
                progress.write("A slope is ");
            }
            assertThat(progress.stopped()).isFalse();
            return new Answer.Completed("A slope is steep.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
        assertThat(line.state(task).attempt()).isEqualTo(1);
        assertThat(reader.text()).isEqualTo("A slope is steep.");
    }

    /** @param code of an end that keeps what was shown, and of one that withdraws it */
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"TOO_LONG", "FILTERED"})
    void takesTheFailureOfATryOfWhichTheWorkerDoesNotKnowThatItsBeginningIsWrittenDown(FailureCode code) {
        var task = line.submit(me, Line.chat("Try again"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.losesTheAnswer.set(true);
            progress.begin();
            return new Answer.Failed(code, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.FAILED);
        assertThat(afterReboot(task).partial()).isEqualTo(code.withdrawsText() ? null : "A slope ");
    }

    @Test
    void tellsWhatIsCancelledThoughTheAnswerToTheFirstCancelWasLost() {
        var task = line.submit(me, Line.chat("Enough"));
        var reader = new Follower(line, task);
        line.losesTheAnswer.set(true);
        assertThatThrownBy(() -> line.tasks.cancel(me, task.id())).isInstanceOf(DatabaseUnavailable.class);

        assertThat(line.tasks.cancel(me, task.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(reader.last().task().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void keepsOfACancelledAnswerWhatItsNewWorkerWrote() throws Exception {
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
            other.clock.pass(LEASE_AND_MORE);
            other.heartbeat.beat();
            other.answerer = (work, progress) -> {
                progress.begin();
                progress.write("The second worker");
                partialOnceStored(other, task, "The second worker");
                assertThat(line.tasks.cancel(me, task.id()).orElseThrow().partial())
                        .isEqualTo("The second worker");
                return new Answer.Failed(FailureCode.CANCELLED, "test", "m", Usage.NONE);
            };

            other.worker.work(task.id());
        } finally {
            mayEnd.countDown();
            late.join();
        }

        assertThat(afterReboot(task).partial()).isEqualTo("The second worker");
    }

    @Test
    void putsNoHalfCharacterOfOneTryBeforeTheTextOfTheNext() {
        var task = line.submit(me, Line.chat("Try twice"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("\ud83d");
            progress.begin();
            progress.write("A slope");
            assertThat(reader.text()).isEqualTo("A slope");
            return new Answer.Completed("A slope.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(reader.text()).isEqualTo("A slope.");
        assertThat(line.state(task).generation()).isEqualTo(1);
    }

    @Test
    void keepsWhatWasShownOfACancelledAnswer() throws Exception {
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
        assertThat(afterReboot(task).partial()).isEqualTo("So far");
    }

    @Test
    void stopsWithinOneLookWhatWasCancelledOnAnotherNode() throws Exception {
        var written = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(stopped::countDown);
            progress.begin();
            progress.write("So far");
            partialOnceStored(line, work.id(), "So far");
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
    void keepsTheTextOfAnAnswerThatFailed() {
        var task = line.submit(me, Line.chat("Too long"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("It goes on and");
            return new Answer.Failed(FailureCode.TOO_LONG, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).partial()).isEqualTo("It goes on and");
        assertThat(afterReboot(task).partial()).isEqualTo("It goes on and");
    }

    @Test
    void withdrawsTheTextOfAnAnswerThatWasFiltered() {
        var task = line.submit(me, Line.chat("Something bad"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Something ba");
            partialOnceStored(line, task, "Something ba");
            return new Answer.Failed(FailureCode.FILTERED, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).partial()).isNull();
        assertThat(afterReboot(task).partial()).isNull();
        assertThat(storedPieces()).isZero();
    }

    @Test
    void showsTheTextOfATryUntilTheNextOneBegins() {
        var task = line.submit(me, Line.chat("Later"));
        line.answerer = (work, progress) -> {
            if (work.attempt() > 1) {
                assertThat(line.state(task).partial()).isNull();
                return new Answer.Completed("Now.", "test", "m", Usage.NONE);
            }
            progress.begin();
            progress.write("In a mom");
            return new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(1), true);
        };
        line.worker.work(task.id());
        assertThat(line.state(task).partial()).isEqualTo("In a mom");
        assertThat(afterReboot(task).partial()).isEqualTo("In a mom");

        line.clock.pass(Duration.ofSeconds(2));
        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("Now.");
        assertThat(storedPieces()).isZero();
    }

    @Test
    void showsNothingOfAQuestionBeforeItIsChecked() {
        var task = line.submit(me, Line.question("circles"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("{\"question\":");
            line.worker.storeTexts(Duration.ZERO);
            assertThat(reader.text()).isEmpty();
            return new Answer.Failed(FailureCode.INVALID_QUESTION, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(reader.text()).isEmpty();
        assertThat(line.state(task).partial()).isNull();
        assertThat(storedPieces()).isZero();
    }

    @Test
    void forgetsTheTextWithTheConversation() {
        var task = line.submit(me, Line.chat("Forget me"));
        var reader = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A secret");
            return new Answer.Failed(FailureCode.TIMEOUT, "test", "m", Usage.NONE);
        };
        line.worker.work(task.id());
        assertThat(storedPieces()).isEqualTo(1);

        line.conversations.forget(me);

        assertThat(storedPieces()).isZero();
        assertThat(reader.isGone()).isTrue();
    }

    @Test
    void letsNobodyFollowWhatIsNotTheirs() {
        var task = line.submit(me, Line.chat("Mine"));

        assertThat(line.tasks.follow(Line.someone(), task.id(), () -> {})).isEmpty();
        assertThat(line.tasks.follow(me, "00000000-0000-7000-8000-000000000000", () -> {}))
                .isEmpty();
    }

    @Test
    void sharesAnAnswerOnceThreeOwnersHaveOne() {
        for (int i = 1; i <= 3; i++) {
            var own = asks(Line.someone(), "slope");
            assertThat(own.result()).isEqualTo("answer " + i);
            assertThat(own.cached()).isFalse();
            assertThat(own.attempt()).isEqualTo(1);
        }

        var shared = asks(Line.someone(), "slope");

        assertThat(shared.state()).isEqualTo(State.COMPLETED);
        assertThat(shared.result()).isEqualTo("answer 3");
        assertThat(shared.provider()).isEqualTo("test");
        assertThat(shared.model()).isEqualTo("model");
        assertThat(shared.cached()).isTrue();
        assertThat(shared.attempt()).isZero();
        assertThat(afterReboot(shared)).isEqualTo(shared);
        assertThat(line.cache.find("slope"))
                .contains(new Answer.Completed("answer 3", "test", "model", Usage.NONE, null, true));
    }

    @Test
    void countsOneWhoAsksAgainAndAgainOnce() {
        for (int i = 0; i < 3; i++) {
            asks(me, "slope");
        }
        asks(Line.someone(), "slope");

        assertThat(asks(Line.someone(), "slope").cached()).isFalse();
    }

    @Test
    void sharesNoAnswerToAnotherQuestion() {
        askThree("slope");

        assertThat(asks(Line.someone(), "intercept").cached()).isFalse();
    }

    @Test
    void losesTheAnswerOfOneWhoForgets() {
        askThree("slope");
        var last = asks(me, "circle");
        asks(Line.someone(), "circle");
        asks(Line.someone(), "circle");
        assertThat(line.cache.find("circle")).isPresent();

        line.conversations.forget(me);
        assertThat(line.tasks.find(me, last.id())).isEmpty();
        assertThat(line.cache.find("circle")).isEmpty();
        assertThat(line.cache.find("slope")).isPresent();

        assertThat(asks(Line.someone(), "circle").cached()).isFalse();
        assertThat(asks(Line.someone(), "circle").cached()).isTrue();
    }

    @Test
    void losesTheAnswerOfADeletedConversation() {
        var first = asks(me, "slope");
        asks(Line.someone(), "slope");
        asks(Line.someone(), "slope");

        line.conversations.delete(me, first.conversationId());

        assertThat(line.cache.find("slope")).isEmpty();
    }

    @Test
    void sharesNoAnswerLongerThanAConversationLives() {
        var first = asks(me, "slope");
        line.clock.pass(Duration.ofMinutes(30));
        asks(Line.someone(), "slope");
        asks(Line.someone(), "slope");
        line.clock.pass(Duration.ofMinutes(29));
        line.submit(new Submit(me, null, Line.chat("Still here"), first.conversationId(), null));
        assertThat(line.cache.find("slope")).isPresent();

        line.clock.pass(Duration.ofMinutes(2));

        assertThat(line.tasks.find(me, first.id())).isPresent();
        assertThat(line.cache.find("slope")).isEmpty();
    }

    @Test
    void countsNobodyWhoWasGivenTheAnswerOfOthers() {
        askThree("slope");
        line.clock.pass(Duration.ofMinutes(59));
        for (int i = 0; i < 3; i++) {
            assertThat(asks(Line.someone(), "slope").cached()).isTrue();
        }

        line.clock.pass(Duration.ofMinutes(2));

        assertThat(asks(Line.someone(), "slope").cached()).isFalse();
    }

    private void askThree(String hash) {
        for (int i = 0; i < 3; i++) {
            asks(Line.someone(), hash);
        }
    }

    /** The task of somebody who asks a question with this hash, and is answered as the tutor does it. */
    private TaskSnapshot asks(String owner, String hash) {
        line.answerer = (work, progress) -> line.cache
                .find(hash)
                .orElseGet(() -> new Answer.Completed("answer " + made.incrementAndGet(), "test", "model", Usage.NONE)
                        .shareableAs(hash));
        var task = line.submit(owner, Line.chat("What is this?"));
        line.clock.pass(Duration.ofSeconds(1));
        line.worker.work(task.id());
        return line.state(task);
    }

    /** The partial text of a task, once all that was written is stored. */
    private static String partialOnceStored(Line line, TaskSnapshot task, String end) {
        return partialOnceStored(line, task.id(), end);
    }

    private static String partialOnceStored(Line line, String id, String end) {
        var partial = new AtomicReference<String>();
        await().until(() -> {
            line.worker.storeTexts(Duration.ZERO);
            partial.set(line.snapshots.known(id).map(TaskSnapshot::partial).orElse(null));
            return partial.get() != null && partial.get().endsWith(end);
        });
        return partial.get();
    }

    private void storeWithoutBeingTold() {
        line.losesTheAnswer.set(true);
        line.worker.storeTexts(Duration.ZERO);
        await().untilFalse(line.losesTheAnswer);
    }

    private long storedPieces() {
        return line.database.transact(em ->
                em.createQuery("select count(a) from AnswerText a", Long.class).getSingleResult());
    }

    /** Reads along whenever it is told to, from where it is. */
    private static final class Follower {

        private final TaskSubscription following;
        private final StringBuilder text = new StringBuilder();
        private TextPosition read = TextPosition.NONE;
        private int restarts;
        private TaskUpdate last;
        private boolean gone;

        Follower(Line line, TaskSnapshot task) {
            following = line.tasks.follow(task.owner(), task.id(), this::look).orElseThrow();
        }

        private synchronized void look() {
            if (following == null) {
                return;
            }
            var sight = following.look(read);
            if (sight.isEmpty()) {
                gone = true;
                return;
            }
            last = sight.get();
            if (last.generation() != read.generation()) {
                restarts += text.isEmpty() ? 0 : 1;
                text.setLength(0);
                read = new TextPosition(last.generation(), 0);
            }
            text.append(last.text());
            read = new TextPosition(read.generation(), text.length());
        }

        synchronized String text() {
            return text.toString();
        }

        synchronized int restarts() {
            return restarts;
        }

        synchronized TaskUpdate last() {
            return last;
        }

        synchronized boolean isGone() {
            return gone;
        }
    }

    /** What the database says, unseen by any cache. */
    private TaskSnapshot afterReboot(TaskSnapshot task) {
        try (Line fresh = node("fresh")) {
            return fresh.state(task);
        }
    }

    private static <T> List<T> inParallel(int times, Callable<T> action) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(Collections.nCopies(times, action))) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
