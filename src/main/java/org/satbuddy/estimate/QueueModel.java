package org.satbuddy.estimate;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.satbuddy.estimate.Forecast.Obstacles;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.TaskSnapshot;

/**
 * Computes each task's place and estimate from one sample and from this node's events since. The next sample, a second
 * later, replaces the model. Every poll uses the model, so it runs no query and takes no lock.
 */
final class QueueModel {

    /**
     * The longest age of a sample that estimates subtract, ms. A sample is older only if the database does not answer,
     * and then the queue stands still too.
     */
    private static final long MAX_AGE_MILLIS = 2_000;

    private final long at;
    private final int queued;
    private final int nodes;
    private final QueueOrder queue;
    private final QueueOrder waiting;
    private final Map<Kind, Double> waitingByKind;
    private final Map<Long, Long> runningSince = new HashMap<>();
    private final Map<Kind, double[]> arriving;
    private final RetryStatistics retries;
    private final Forecast forecast;

    private final AtomicIntegerArray joinedByPriority = new AtomicIntegerArray(Arrivals.PRIORITIES);
    private final AtomicIntegerArray joinedByKind = new AtomicIntegerArray(Kind.values().length);
    private final AtomicIntegerArray claimedByPriority = new AtomicIntegerArray(Arrivals.PRIORITIES);

    /** @param arriving the result of {@link Arrivals#perSecond} */
    QueueModel(QueueSample sample, Map<Kind, double[]> arriving, RetryStatistics retries, Forecast forecast) {
        this.at = sample.at();
        this.queued = sample.queued();
        this.nodes = sample.nodes();
        this.queue = QueueOrder.ofClaims(sample);
        this.waiting = QueueOrder.ofAge(sample);
        this.waitingByKind = sample.waiting();
        this.arriving = arriving;
        this.retries = retries;
        this.forecast = forecast;
        for (QueueSample.Running task : sample.running()) {
            runningSince.put(QueueOrder.key(task.priority(), task.createdAt()), task.since());
        }
    }

    /** The time of the sample, epoch ms. */
    long at() {
        return at;
    }

    /** Tasks queued in the installation now. */
    int queued() {
        return Math.max(0, queued + from(0, joinedByPriority) - from(0, claimedByPriority));
    }

    void joined(TaskSnapshot task) {
        joinedByPriority.incrementAndGet(task.priority());
        joinedByKind.incrementAndGet(task.kind().ordinal());
    }

    void claimed(int priority) {
        claimedByPriority.incrementAndGet(priority);
    }

    QueuePlace place(TaskSnapshot task, long now) {
        return switch (task.state()) {
            case QUEUED -> queued(task, now);
            case RUNNING -> new QueuePlace(0, running(task, now));
            case WAITING -> new QueuePlace(0, waiting(task, now));
            case COMPLETED, FAILED, CANCELLED -> new QueuePlace(0, 0);
        };
    }

    private QueuePlace queued(TaskSnapshot task, long now) {
        int priority = task.priority();
        int overtakers = nodes * from(priority + 1, joinedByPriority);
        boolean sampled = task.createdAt() < at || queue.contains(priority, task.createdAt());
        double place = sampled
                ? queue.before(priority, task.createdAt()) + 1 + overtakers
                : queue.before(priority) + 1 + nodes * Math.max(0, from(priority, joinedByPriority) - 1);
        int claimed = from(priority, claimedByPriority);
        // Tasks of a lower priority were claimed into slots that the sample counts as free. The overtakers count twice,
        // because as many again are expected.
        int claimedBelow = nodes * (from(0, claimedByPriority) - claimed);
        int seconds = unclaimed(task, place + claimedBelow + overtakers, 0, now);
        return new QueuePlace((int) Math.max(1, Math.round(place - claimed)), seconds);
    }

    /** A task that the sample does not show as running was claimed after the sample. */
    private int running(TaskSnapshot task, long now) {
        long since = runningSince.getOrDefault(QueueOrder.key(task.priority(), task.createdAt()), now);
        return forecast.running(task.kind(), task.attempt(), Math.max(0, now - since) / 1000.0, held(task));
    }

    /** A waiting task joins the queue when its wait ends, behind the tasks that have arrived by then. */
    private int waiting(TaskSnapshot task, long now) {
        double notBefore = Math.max(0, task.retryAt() - now) / 1000.0;
        int priority = task.priority();
        double place = notBefore == 0
                ? queue.before(priority, task.retryAt()) + 1
                : queue.before(priority) + 1 + notBefore * sum(arriving(priority));
        return unclaimed(task, place, notBefore, now);
    }

    private int unclaimed(TaskSnapshot task, double place, double notBefore, long now) {
        Map<Kind, Double> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, waitingByKind.get(kind) + nodes * joinedByKind.get(kind.ordinal()));
        }
        var obstacles =
                new Obstacles(place, arriving(task.priority() + 1), forecast.slower(counts), notBefore, held(task));
        return forecast.unclaimed(task.kind(), task.attempt(), obstacles, Math.min(now - at, MAX_AGE_MILLIS) / 1000.0);
    }

    /** Tasks held by a provider's limits pass in the order of their acceptance. */
    private double held(TaskSnapshot task) {
        return retries.holding() == 0 ? 0 : retries.untilFinished(waiting.before(task.priority(), task.createdAt()));
    }

    private Map<Kind, Double> arriving(int fromPriority) {
        Map<Kind, Double> rates = new EnumMap<>(Kind.class);
        arriving.forEach((kind, atLeast) -> rates.put(kind, atLeast[fromPriority]));
        return rates;
    }

    private static double sum(Map<Kind, Double> rates) {
        return rates.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static int from(int priority, AtomicIntegerArray counts) {
        int sum = 0;
        for (int i = priority; i < Arrivals.PRIORITIES; i++) {
            sum += counts.get(i);
        }
        return sum;
    }
}
