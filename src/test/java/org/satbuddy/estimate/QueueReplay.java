package org.satbuddy.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.Stage;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;

/**
 * Replays a load in virtual time. Students, queue, workers, provider and heartbeat are simulated, and the first node's
 * {@link QueueEstimator} is real. It records each task's estimates, at its acceptance and at every later poll, and the
 * time that the task really took. Callers give durations in seconds, and times in seconds after the start.
 */
final class QueueReplay {

    private static final long START = 1_790_000_000_000L;
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long POLL_MILLIS = 5_000;
    private static final long RING_MILLIS = 5;

    /** Decides how a call is answered. */
    interface Provider {
        Reply ask(Call call);
    }

    /** @param attempt from 1 */
    record Call(Object task, Kind kind, int attempt, double now, Random random) {}

    /**
     * @param takes time until the attempt ends
     * @param pause time until the next attempt may begin; null if this is the last
     * @param called whether the provider itself was called
     */
    record Reply(double takes, Double pause, boolean called) {

        static Reply answer(double takes) {
            return new Reply(takes, null, true);
        }

        static Reply tryLater(double takes, double pause) {
            return new Reply(takes, pause, true);
        }

        static Reply notNow(double pause) {
            return new Reply(0.002, pause, false);
        }
    }

    /**
     * One estimate of a task.
     *
     * @param state of the task at the time of the estimate
     * @param at when the estimate was made
     * @param estimated time until the task finishes
     * @param actual time until the task finished
     */
    record Estimate(Kind kind, State state, double at, int estimated, double actual) {

        boolean inTime() {
            return actual <= estimated;
        }
    }

    private record Event(long at, long order, Runnable action) {}

    private record Ring(Job job, long order) {}

    private final Random random;
    private final Provider provider;
    private final int[] free;
    private final QueueEstimator estimator;

    private long now = START;
    private long order;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final PriorityQueue<Ring> queue = new PriorityQueue<>(
            Comparator.<Ring>comparingInt(ring -> -ring.job().priority).thenComparingLong(Ring::order));
    private final Set<Job> unfinished = new LinkedHashSet<>();
    private final List<Estimate> accepted = new ArrayList<>();
    private final List<Estimate> polled = new ArrayList<>();

    /** @param workers of each node */
    QueueReplay(long seed, int nodes, int workers, Provider provider) {
        this.random = new Random(seed);
        this.provider = provider;
        this.free = new int[nodes];
        Arrays.fill(free, workers);
        this.estimator = new QueueEstimator(QueueEstimatorTest.settings("openai", workers), new DatabaseClock() {
            @Override
            public long millis() {
                return now;
            }
        });
        sampleEverySecond();
    }

    /** Submits one task. */
    void submit(double second, Kind kind) {
        at(START + millis(second), () -> accept(new Job(kind)));
    }

    /** Submits tasks at random times, at this mean rate. */
    void stream(double from, double to, double perSecond, Kind kind) {
        for (double at = from + gap(perSecond); at < to; at += gap(perSecond)) {
            submit(at, kind);
        }
    }

    private double gap(double perSecond) {
        return -Math.log(1 - random.nextDouble()) / perSecond;
    }

    /**
     * Submits the tasks of a class whose students all ask within half a second.
     *
     * @param questions share of questions among the tasks
     */
    void burst(double from, int students, double questions) {
        for (int i = 0; i < students; i++) {
            submit(from + random.nextDouble() / 2, random.nextDouble() < questions ? Kind.QUESTION : Kind.CHAT);
        }
    }

    /** Runs for this time, and then until all tasks are finished. */
    void run(double seconds) {
        long end = START + millis(seconds);
        while (now < end || !unfinished.isEmpty()) {
            Event next = events.poll();
            now = next.at();
            next.action().run();
        }
    }

    /** The estimates in the answers to submissions. */
    List<Estimate> accepted() {
        return accepted;
    }

    /** The estimates of later polls. */
    List<Estimate> polled() {
        return polled;
    }

    private final class Job {
        final Kind kind;
        final int priority;
        final boolean submittedHere = random.nextInt(free.length) == 0;
        final long createdAt = now;
        final List<Estimate> estimates = new ArrayList<>();
        State state = State.QUEUED;
        int attempts;
        int node;
        long claimedAt;
        long notBefore = now;

        Job(Kind kind) {
            this.kind = kind;
            this.priority = kind == Kind.CHAT ? 5 : 3;
        }

        TaskSnapshot snapshot() {
            Long retryAt = state == State.WAITING ? notBefore : null;
            return new TaskSnapshot(
                    "t",
                    "o",
                    "c",
                    kind,
                    state,
                    Stage.QUEUED,
                    1,
                    1,
                    attempts,
                    retryAt,
                    createdAt,
                    null,
                    0,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    priority);
        }
    }

    private void accept(Job job) {
        unfinished.add(job);
        if (job.submittedHere) {
            estimator.joined(job.snapshot());
            recordEstimate(job);
        }
        pollLater(job);
        ring(job);
    }

    private void pollLater(Job job) {
        at(now + POLL_MILLIS, () -> {
            if (unfinished.contains(job)) {
                recordEstimate(job);
                pollLater(job);
            }
        });
    }

    private void recordEstimate(Job job) {
        int estimated = estimator.place(job.snapshot()).estimatedSeconds();
        job.estimates.add(new Estimate(job.kind, job.state, seconds(now - START), estimated, 0));
    }

    private void ring(Job job) {
        queue.add(new Ring(job, order++));
        at(now + RING_MILLIS, this::claim);
    }

    private void claim() {
        for (int node = freeNode(); node >= 0 && !queue.isEmpty(); node = freeNode()) {
            Job job = queue.poll().job();
            free[node]--;
            job.node = node;
            job.state = State.RUNNING;
            job.claimedAt = now;
            job.attempts++;
            if (node == 0) {
                estimator.claimed(job.priority);
            }
            Reply reply = provider.ask(new Call(job, job.kind, job.attempts, seconds(now - START), random));
            at(now + Math.max(1, millis(reply.takes())), () -> end(job, reply));
        }
    }

    private int freeNode() {
        int first = random.nextInt(free.length);
        for (int i = 0; i < free.length; i++) {
            int node = (first + i) % free.length;
            if (free[node] > 0) {
                return node;
            }
        }
        return -1;
    }

    private void end(Job job, Reply reply) {
        free[job.node]++;
        boolean last = reply.pause() == null;
        long pause = last ? 0 : millis(reply.pause());
        if (job.node == 0) {
            if (last) {
                estimator.finished(job.kind, new ServiceTimes.Span(job.claimedAt, now));
            } else {
                estimator.retried(
                        new RetryStatistics.Retry(now, job.attempts, now - job.claimedAt, pause, reply.called()));
            }
        }
        if (last) {
            finish(job);
        } else {
            job.state = State.WAITING;
            job.notBefore = now + pause;
            at(job.notBefore, () -> ring(job));
        }
        claim();
    }

    private void finish(Job job) {
        unfinished.remove(job);
        for (Estimate made : job.estimates) {
            double actual = seconds(now - START) - made.at();
            boolean atAcceptance = made.at() == seconds(job.createdAt - START);
            (atAcceptance ? accepted : polled)
                    .add(new Estimate(made.kind(), made.state(), made.at(), made.estimated(), actual));
        }
    }

    private void sampleEverySecond() {
        at(now + HEARTBEAT_MILLIS, () -> {
            sample();
            sampleEverySecond();
        });
    }

    private void sample() {
        var idle = new ArrayList<QueueSample.Idle>();
        var running = new ArrayList<QueueSample.Running>();
        for (Job job : unfinished) {
            if (job.state == State.RUNNING) {
                running.add(
                        new QueueSample.Running(job.kind, job.priority, job.createdAt, job.claimedAt, job.node == 0));
            } else {
                idle.add(new QueueSample.Idle(job.state, job.kind, job.priority, job.createdAt, job.notBefore));
            }
        }
        int queued = (int) idle.stream().filter(QueueSample.Idle::queued).count();
        estimator.take(new QueueSample(now, idle, running, queued, free.length));
    }

    private void at(long when, Runnable action) {
        events.add(new Event(when, order++, action));
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }
}
