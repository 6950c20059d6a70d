package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Waits between attempts: rate limits, unavailable providers, patience and the last resort. */
class RetryLaterTest extends StoreTestBase {

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
    void failsAtOnceIfTheRequestedWaitExceedsThePatience() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofMinutes(11), true);
        var task = line.submit(me, Line.chat("Tomorrow?"));

        line.worker.work(task.id());

        assertThat(line.state(task).code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    @Test
    void countsNoAttemptIfNoProviderWasCalled() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false);
        var task = line.submit(me, Line.chat("Open breaker"));

        line.worker.work(task.id());

        assertThat(line.state(task).attempt()).isZero();
    }

    @Test
    void countsNoRateLimitWaitIfNoProviderWasCalled() {
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
    void failsATaskThatIsHeldBackBeyondThePatience() {
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
    void reportsToTheAnswererThatATaskHasWaited() {
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
    void failsATaskThatWaitsBeyondThePatience() {
        line.answerer = (work, progress) -> new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true);
        var task = line.submit(me, Line.chat("Down"));
        line.worker.work(task.id());

        line.clock.pass(Duration.ofMinutes(11));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    void asksTheLastResortWhenThePatienceIsUsedUp() {
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
    void doesNotAskTheLastResortWhileTheTaskMayWait() {
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
}
