package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.satbuddy.config.Settings;

/** How long the queue is and how fast it moves, from a sample that the sweep takes every second. */
@ApplicationScoped
class Backlog {

    private static final int CREATED_BITS = 56;

    /** How many places are told apart; a queue that is longer is counted, not read. */
    private static final int MAX_SAMPLE = 2_000;

    /** A first guess of one answer, s, until there are measurements. */
    private static final double FIRST_GUESS = 8;

    /** How much one measurement moves the average. */
    private static final double WEIGHT = 0.05;

    @Inject
    Settings settings;

    /** Sorted: who is claimed earlier has the smaller key. */
    private volatile long[] sample = {};

    private volatile int sampledSize;
    private final AtomicInteger changedSince = new AtomicInteger();
    private volatile double secondsPerAnswer = FIRST_GUESS;

    Backlog() {}

    Backlog(Settings settings) {
        this.settings = settings;
    }

    void sample(EntityManager entities) {
        sample = TaskStore.queued(entities, MAX_SAMPLE).stream()
                .mapToLong(row -> key(((Number) row[0]).intValue(), ((Number) row[1]).longValue()))
                .sorted()
                .toArray();
        sampledSize = sample.length < MAX_SAMPLE ? sample.length : (int) TaskStore.countQueued(entities);
        changedSince.set(0);
    }

    /** Tasks queued in the installation now. */
    int size() {
        return Math.max(0, sampledSize + changedSince.get());
    }

    void joined() {
        changedSince.incrementAndGet();
    }

    void left() {
        changedSince.decrementAndGet();
    }

    void answered(double seconds) {
        secondsPerAnswer += WEIGHT * (seconds - secondsPerAnswer);
    }

    QueuePlace place(TaskSnapshot task) {
        if (task.state() != State.QUEUED) {
            return new QueuePlace(0, estimate(0));
        }
        long[] queue = sample;
        int found = Arrays.binarySearch(queue, key(task.priority(), task.createdAt()));
        int position = (found >= 0 ? found : -found - 1) + 1;
        return new QueuePlace(position, estimate(position));
    }

    private int estimate(int position) {
        int rounds = 1 + position / settings.tasks().workers();
        return (int) Math.ceil(Math.max(1, rounds * secondsPerAnswer));
    }

    private static long key(int priority, long createdAt) {
        return ((long) (9 - priority) << CREATED_BITS) | createdAt;
    }
}
