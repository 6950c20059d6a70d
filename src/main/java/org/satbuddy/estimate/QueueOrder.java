package org.satbuddy.estimate;

import java.util.stream.LongStream;
import org.satbuddy.task.QueueSample;

/** How many tasks come before one, in some order among equals of one priority. */
final class QueueOrder {

    private static final int TIME_BITS = 56;

    /** Sorted: who comes earlier has the smaller key. */
    private final long[] keys;

    private final double weight;

    /** @param weight how many tasks each key stands for */
    private QueueOrder(LongStream keys, double weight) {
        this.keys = keys.sorted().toArray();
        this.weight = weight;
    }

    /** Of those that may be claimed: they are, in the order in which they were first rung for, or again after a wait. */
    static QueueOrder ofClaims(QueueSample sample) {
        return new QueueOrder(
                sample.idle().stream()
                        .filter(task -> task.queued() || task.notBefore() <= sample.at())
                        .mapToLong(task -> key(task.priority(), task.queued() ? task.createdAt() : task.notBefore())),
                sample.weight());
    }

    /** Of all that wait, by when they were accepted. */
    static QueueOrder ofAge(QueueSample sample) {
        return new QueueOrder(
                sample.idle().stream().mapToLong(task -> key(task.priority(), task.createdAt())), sample.weight());
    }

    /** @param time epoch ms */
    static long key(int priority, long time) {
        return (long) (Arrivals.PRIORITIES - 1 - priority) << TIME_BITS | time;
    }

    boolean contains(int priority, long time) {
        long key = key(priority, time);
        return smaller(key) < smaller(key + 1);
    }

    /** How many come before a task. Of others with the same priority and millisecond, half. */
    double before(int priority, long time) {
        long key = key(priority, time);
        int smaller = smaller(key);
        int others = Math.max(0, smaller(key + 1) - smaller - 1);
        return (smaller + others / 2.0) * weight;
    }

    /** How many come before a task that is the last of its priority. */
    double before(int priority) {
        return smaller(key(priority - 1, 0)) * weight;
    }

    private int smaller(long key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
