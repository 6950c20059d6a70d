package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Refused.LimitReached;
import org.satbuddy.task.Refused.LimitReached.Limit;

/** The limits on submissions: active tasks, rates, the length of the queue and the daily budget. */
class LimitsTest extends StoreTestBase {

    @Test
    void limitsTheActiveTasksOfParallelSubmissions() throws Exception {
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
    void limitsTheActiveTasksOfParallelSubmissionsToTwoNodes() throws Exception {
        line.submit(me, Line.chat("First of all"));
        try (Line other = node("two")) {
            var calls = new AtomicInteger();
            List<Boolean> accepted = inParallel(20, () -> {
                try {
                    (calls.incrementAndGet() % 2 == 0 ? line : other).submit(me, Line.chat("Me first"));
                    return true;
                } catch (LimitReached e) {
                    return false;
                }
            });
            assertThat(accepted).filteredOn(it -> it).hasSize(4);
        }
    }

    @Test
    void limitsTheRateOfAnOwner() {
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
    void limitsTheRateOfAnAddressAcrossIdentities() {
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
    void limitsTheRateOfRepetitions() {
        var first = new Submit(me, "127.0.0.1", Line.chat("Again and again"), null, "key");
        line.submit(first);

        var refused = catchThrowableOfType(LimitReached.class, () -> {
            for (int i = 0; i < 60; i++) {
                line.submit(first);
            }
        });

        assertThat(refused.limit()).isEqualTo(Limit.RATE_LIMITED);
        line.clock.pass(Duration.ofSeconds(3));
        assertThat(line.submit(first).task().state()).isEqualTo(State.QUEUED);
    }

    /** A class shares a budget. What its unfinished questions may cost is held back, so that nothing is overspent. */
    @Test
    void neverSpendsMoreThanTheBudgetOfAClass() throws Exception {
        long each = Reservation.of(RequestJson.write(Line.chat("Me first")), Line.chat("Me first"), true);
        line.classTokens.tokens = 10 * each;
        var students = new AtomicInteger();
        List<String> accepted = new CopyOnWriteArrayList<>();
        inParallel(60, () -> {
            try {
                accepted.add(line.submit("class-" + students.incrementAndGet(), Line.chat("Me first"))
                        .id());
            } catch (LimitReached e) {
                assertThat(e.limit()).isEqualTo(Limit.LESSON_BUDGET_USED);
            }
            return null;
        });
        assertThat(accepted).hasSize(10);
        assertThat(line.submit(me, Line.chat("Of no class"))).isNotNull();

        line.answerer = (work, progress) -> {
            progress.spent(new Usage(each - 100, 50));
            return new Answer.Completed("42", "test", "model", Usage.NONE);
        };
        accepted.forEach(line.worker::work);

        assertThat(line.classTokens.used).hasValue(10 * (each - 50));
        assertThatThrownBy(() -> line.submit("class-late", Line.chat("Me first")))
                .isInstanceOf(LimitReached.class);
    }

    /** What is held back is in the rows of the tasks. It goes with them, whatever becomes of a process. */
    @Test
    void givesBackWhatAQuestionDidNotUse() {
        long each = Reservation.of(RequestJson.write(Line.chat("Me first")), Line.chat("Me first"), true);
        line.classTokens.tokens = each;
        TaskSnapshot first = line.submit("class-mia", Line.chat("Me first"));
        try (Line next = node("next")) {
            next.classTokens.tokens = each;
            assertThatThrownBy(() -> next.submit("class-ben", Line.chat("Me first")))
                    .isInstanceOf(LimitReached.class);

            next.worker.work(first.id());

            assertThat(next.submit("class-ben", Line.chat("Me first"))).isNotNull();
        }
    }

    @Test
    void limitsTheLengthOfTheQueue() {
        for (int i = 0; i < 100; i++) {
            line.submit(Line.someone(), Line.chat("In line"));
        }

        assertThatThrownBy(() -> line.submit(me, Line.chat("No room")))
                .isInstanceOfSatisfying(
                        LimitReached.class, e -> assertThat(e.limit()).isEqualTo(Limit.QUEUE_FULL));
    }

    @Test
    void refusesTasksWhenTheDailyBudgetIsUsed() {
        line.answerer = (work, progress) -> {
            progress.spent(new Usage(600, 0));
            progress.spent(new Usage(0, 400));
            return new Answer.Completed("long", "test", "model", Usage.NONE);
        };
        line.worker.work(line.submit(me, Line.chat("Expensive")).id());
        line.heartbeat.beat();

        assertBudgetIsUsed();
    }

    @Test
    void chargesTheTokensOfACancelledTask() {
        line.answerer = (work, progress) -> {
            progress.spent(new Usage(600, 400));
            line.tasks.cancel(me, work.id());
            return new Answer.Failed(FailureCode.CANCELLED, "test", "model", Usage.NONE);
        };
        line.worker.work(line.submit(me, Line.chat("Read, then cancelled")).id());
        line.heartbeat.beat();

        assertBudgetIsUsed();
    }

    @Test
    void chargesTheTokensOfATaskThatIsPutToWait() {
        line.answerer = (work, progress) -> {
            progress.spent(new Usage(600, 400));
            return new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true);
        };
        line.worker.work(line.submit(me, Line.chat("Broken off")).id());
        line.heartbeat.beat();

        assertBudgetIsUsed();
    }

    private void assertBudgetIsUsed() {
        assertThatThrownBy(() -> line.submit(me, Line.chat("More")))
                .isInstanceOfSatisfying(
                        LimitReached.class, e -> assertThat(e.limit()).isEqualTo(Limit.BUDGET_USED));
    }
}
