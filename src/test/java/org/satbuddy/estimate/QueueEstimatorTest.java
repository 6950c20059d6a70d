package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;

class QueueEstimatorTest {

    private static final int WORKERS = 10;
    private static final int CHATS = 5;
    private static final int QUESTIONS = 3;

    private final DatabaseClock clock = new DatabaseClock() {
        @Override
        public long millis() {
            return now;
        }
    };

    static Settings settings(String provider, int workers) {
        return new SettingsBuilder().workers(workers).providers(provider).build();
    }

    private final QueueEstimator estimator = new QueueEstimator(settings("openai", WORKERS), clock);
    private final List<QueueSample.Idle> idle = new ArrayList<>();
    private final List<QueueSample.Running> running = new ArrayList<>();
    private long now = 1_790_000_000_000L;
    private int nodes = 1;

    @BeforeEach
    void begin() {
        sample();
    }

    @Test
    void quotesItsFirstGuessBeforeAnyMeasurement() {
        var chat = join(Kind.CHAT);

        assertThat(estimator.place(chat).estimatedSeconds()).isBetween(20, 28);
        assertThat(estimator.place(join(Kind.QUESTION)).estimatedSeconds()).isBetween(28, 38);
    }

    @Test
    void quotesOneSecondForTheStudyGuide() {
        var guided = new QueueEstimator(settings("study-guide", WORKERS), clock);

        assertThat(guided.place(task(Kind.CHAT, State.QUEUED, now, null))).isEqualTo(new QueuePlace(1, 1));
    }

    @Test
    void quotesMeasuredDurations() {
        answer(Kind.CHAT, 40, 3_000);
        sample();

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isBetween(3, 4);
        assertThat(estimator.place(join(Kind.QUESTION)).estimatedSeconds()).isGreaterThan(20);
    }

    @Test
    void countsTasksThatJoinedSinceTheSample() {
        join(Kind.CHAT);
        join(Kind.CHAT);
        var question = join(Kind.QUESTION);
        var chat = join(Kind.CHAT);

        assertThat(estimator.place(chat).position()).isEqualTo(3);
        assertThat(estimator.place(question).position()).isEqualTo(4);
        assertThat(estimator.queued()).isEqualTo(4);
    }

    @Test
    void movesPositionsUpWhenTasksAreClaimed() {
        join(Kind.CHAT);
        var second = join(Kind.CHAT);
        estimator.claimed(CHATS);

        assertThat(estimator.place(second).position()).isEqualTo(1);
        assertThat(estimator.queued()).isEqualTo(1);
    }

    @Test
    void ordersTasksByPriorityAndAge() {
        var question = queued(Kind.QUESTION, 5_000);
        var first = queued(Kind.CHAT, 4_000);
        var second = queued(Kind.CHAT, 3_000);
        sample();

        assertThat(estimator.place(first).position()).isEqualTo(1);
        assertThat(estimator.place(second).position()).isEqualTo(2);
        assertThat(estimator.place(question).position()).isEqualTo(3);
        join(Kind.CHAT);
        assertThat(estimator.place(second).position()).isEqualTo(2);
        assertThat(estimator.place(question).position()).isEqualTo(4);
    }

    @Test
    void ordersTasksThatCameWhileTheSampleWasRead() {
        var first = queued(Kind.CHAT, 0);
        var second = queued(Kind.CHAT, -1);
        sample();

        assertThat(estimator.place(first).position()).isEqualTo(1);
        assertThat(estimator.place(second).position()).isEqualTo(2);
    }

    @Test
    void givesTasksOfTheSameMillisecondTheSamePlace() {
        queued(Kind.CHAT, 2_000);
        var one = queued(Kind.CHAT, 1_000);
        queued(Kind.CHAT, 1_000);
        queued(Kind.CHAT, 1_000);
        sample();

        assertThat(estimator.place(one).position()).isEqualTo(3);
    }

    @Test
    void scalesASampleUpToTheWholeQueue() {
        for (int i = 0; i < 1_000; i++) {
            queued(Kind.CHAT, 10_000 - i);
        }
        estimator.take(new QueueSample(now, idle, running, 4_000, nodes));

        assertThat(estimator.queued()).isEqualTo(4_000);
        assertThat(estimator.place(join(Kind.CHAT)).position()).isEqualTo(4_001);
    }

    @Test
    void assumesThatAsManyTasksJoinOnOtherNodes() {
        nodes = 3;
        sample();
        join(Kind.CHAT);

        assertThat(estimator.place(join(Kind.CHAT)).position()).isEqualTo(4);
        assertThat(estimator.queued()).isEqualTo(2);
    }

    @Test
    void quotesMoreFurtherBackInTheQueue() {
        run(WORKERS, 0);
        sample();
        int first = estimator.place(join(Kind.CHAT)).estimatedSeconds();
        for (int i = 0; i < 98; i++) {
            join(Kind.CHAT);
        }

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isGreaterThan(first + 90);
    }

    @Test
    void addsNoWaitWhileSlotsAreFree() {
        run(WORKERS - 1, 0);
        sample();

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isLessThan(28);
        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isGreaterThan(28);
    }

    @Test
    void countsTheSlotsThatQuestionsHaveTakenSinceTheSample() {
        run(WORKERS - 2, 0);
        sample();
        join(Kind.QUESTION);
        join(Kind.QUESTION);
        estimator.claimed(QUESTIONS);
        estimator.claimed(QUESTIONS);
        var chat = join(Kind.CHAT);

        assertThat(estimator.place(chat).position()).isEqualTo(1);
        assertThat(estimator.place(chat).estimatedSeconds()).isGreaterThan(28);
    }

    @Test
    void countsTheSlotsOfOtherNodes() {
        nodes = 2;
        run(WORKERS, 0);
        sample();

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isLessThan(28);
    }

    @Test
    void countsOnlyRunningAttemptsAsSlotsIfTasksKeepWaiting() {
        for (int i = 0; i < 40; i++) {
            queued(Kind.CHAT, 5_000);
        }
        run(2, 1_000);
        sample();
        int withAllSlots = estimator.place(join(Kind.CHAT)).estimatedSeconds();
        for (int i = 0; i < 4; i++) {
            now += 1_000;
            sample();
        }

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isGreaterThan(3 * withAllSlots);
    }

    @Test
    void quotesLessTheLongerAnAnswerHasTaken() {
        answer(Kind.CHAT, 40, 10_000);
        var young = run(1, 1_000).get(0);
        var old = run(1, 8_000).get(0);
        sample();

        assertThat(estimator.place(young).estimatedSeconds()).isBetween(9, 11);
        assertThat(estimator.place(old).estimatedSeconds()).isBetween(2, 4);
    }

    @Test
    void neverQuotesZeroForAnUnfinishedAnswer() {
        answer(Kind.CHAT, 40, 10_000);
        var overdue = run(1, 150_000).get(0);
        sample();

        assertThat(estimator.place(overdue).position()).isZero();
        assertThat(estimator.place(overdue).estimatedSeconds()).isPositive();
    }

    @Test
    void quotesZeroForAFinishedTask() {
        assertThat(estimator.place(task(Kind.CHAT, State.COMPLETED, now, null))).isEqualTo(new QueuePlace(0, 0));
    }

    @Test
    void addsTheWaitBeforeARetry() {
        var waiting = task(Kind.CHAT, State.WAITING, now - 5_000, now + 60_000);

        assertThat(estimator.place(waiting).position()).isZero();
        assertThat(estimator.place(waiting).estimatedSeconds()).isBetween(80, 90);
    }

    @Test
    void addsTheCostOfLikelyFailures() {
        answer(Kind.CHAT, 40, 10_000);
        for (int i = 0; i < 10; i++) {
            estimator.retried(new RetryStatistics.Retry(now, 1, 1_000, 60_000, true));
        }
        sample();

        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isBetween(68, 75);
    }

    @Test
    void expectsHeldTasksToPassInOrder() {
        answer(Kind.CHAT, 30, 10_000);
        for (int i = 0; i < 200; i++) {
            estimator.retried(new RetryStatistics.Retry(now, 1, 2, 30_000, false));
        }
        for (int i = 0; i < 50; i++) {
            idle.add(new QueueSample.Idle(State.WAITING, Kind.CHAT, CHATS, now - 50_000 + i, now + 20_000));
        }
        sample();
        var first = task(Kind.CHAT, State.WAITING, now - 50_000, now + 20_000);

        // 30 tasks finish a minute, and 50 wait before the new chat.
        assertThat(estimator.place(join(Kind.CHAT)).estimatedSeconds()).isBetween(105, 116);
        assertThat(estimator.place(first).estimatedSeconds()).isBetween(29, 35);
    }

    @Test
    void quotesAtMostTheLifetimeOfATask() {
        for (int i = 0; i < 1_900; i++) {
            queued(Kind.CHAT, 60_000);
        }
        for (int i = 0; i < 5; i++) {
            now += 1_000;
            sample();
        }

        assertThat(estimator.place(join(Kind.QUESTION)).estimatedSeconds()).isEqualTo(3_600);
    }

    private void sample() {
        int queued = (int) idle.stream().filter(QueueSample.Idle::queued).count();
        estimator.take(new QueueSample(now, List.copyOf(idle), List.copyOf(running), queued, nodes));
    }

    private TaskSnapshot join(Kind kind) {
        TaskSnapshot task = task(kind, State.QUEUED, now, null);
        estimator.joined(task);
        return task;
    }

    private TaskSnapshot queued(Kind kind, long since) {
        TaskSnapshot task = task(kind, State.QUEUED, now - since, null);
        idle.add(new QueueSample.Idle(State.QUEUED, kind, task.priority(), now - since, now - since));
        return task;
    }

    /** Adds running chats, whose attempts began {@code age} ms ago. */
    private List<TaskSnapshot> run(int count, long age) {
        var tasks = new ArrayList<TaskSnapshot>();
        for (int i = 0; i < count; i++) {
            long createdAt = now - age - 1_000 - i;
            running.add(new QueueSample.Running(Kind.CHAT, CHATS, createdAt, now - age, true));
            tasks.add(task(Kind.CHAT, State.RUNNING, createdAt, null));
        }
        return tasks;
    }

    /** Reports answers that took about {@code took} ms each. */
    private void answer(Kind kind, int count, long took) {
        for (int i = 0; i < count; i++) {
            long to = now - i * 500L;
            long from = to - took * (95 + i % 11) / 100;
            estimator.finished(kind, new ServiceTimes.Span(from, to));
        }
    }

    private static TaskSnapshot task(Kind kind, State state, long createdAt, Long retryAt) {
        int priority = kind == Kind.CHAT ? CHATS : QUESTIONS;
        return new TaskSnapshot(
                "t", "o", "c", kind, state, null, 1, 1, 1, retryAt, createdAt, null, 0, null, null, false, null, null,
                null, null, priority);
    }
}
