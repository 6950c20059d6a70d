package org.satbuddy.estimate;

import java.util.stream.LongStream;
import org.satbuddy.task.QueueSample;

/** Orders tasks by priority and then by time, and counts the tasks before a given one. */
final class QueueOrder {

    private static final int TIME_BITS = 56;

    /** Sorted. A task that comes earlier has a smaller key. */
    private final long[] keys;

    private final double weight;

    /** @param weight how many tasks each key stands for */
    private QueueOrder(LongStream keys, double weight) {
        this.keys = keys.sorted().toArray();
        this.weight = weight;
    }

    /** The tasks that may be claimed now, in the order of their acceptance or of the end of their wait. */
    static QueueOrder ofClaims(QueueSample sample) {
        return new QueueOrder(
                sample.idle().stream()
                        .filter(task -> task.queued() || task.notBefore() <= sample.at())
                        .mapToLong(task -> key(task.priority(), task.queued() ? task.createdAt() : task.notBefore())),
                sample.weight());
    }

    /** All tasks that are not being answered, in the order of their acceptance. */
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

    /**
     * How many tasks come before a task. Of the other tasks with the same priority and millisecond, half are counted.
     */
    double before(int priority, long time) {
        long key = key(priority, time);
        int smaller = smaller(key);
        int others = Math.max(0, smaller(key + 1) - smaller - 1);
        return (smaller + others / 2.0) * weight;
    }

    /** How many tasks come before a new task of this priority. */
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
