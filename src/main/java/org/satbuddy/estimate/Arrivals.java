package org.satbuddy.estimate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;

/**
 * Arrival rates of tasks, by kind and priority. A rate is the median over blocks of ten seconds, so that a school class
 * that asks all at once does not count as a steady stream. Not thread-safe.
 */
final class Arrivals {

    /** The number of JMS priorities, 0 to 9. */
    static final int PRIORITIES = 10;

    private static final long BLOCK_MILLIS = 10_000;
    private static final int BLOCKS = 11;

    /** The seconds over which a mean would be as precise as this median. */
    static final double MEMORY = 0.64 * BLOCKS * BLOCK_MILLIS / 1000;

    private final int[][][] counts = new int[Kind.values().length][PRIORITIES][BLOCKS];
    private long block = Long.MIN_VALUE;
    private Map<Kind, double[]> perSecond = median();

    /**
     * Counts the tasks of the sample that were created after {@code since}. Tasks that came and finished between two
     * samples are not counted, because they delay no other task.
     *
     * @param since time of the previous sample, epoch ms
     */
    void count(QueueSample sample, long since) {
        advanceTo(sample.at() / BLOCK_MILLIS);
        int now = (int) (block % BLOCKS);
        for (QueueSample.Idle task : sample.idle()) {
            if (task.createdAt() > since && task.createdAt() <= sample.at()) {
                counts[task.kind().ordinal()][task.priority()][now]++;
            }
        }
        for (QueueSample.Running task : sample.running()) {
            if (task.createdAt() > since && task.createdAt() <= sample.at()) {
                counts[task.kind().ordinal()][task.priority()][now]++;
            }
        }
    }

    /**
     * Tasks per second of each kind, up to the last whole block. The index is a priority, and the rate is that of tasks
     * with this priority or a higher one.
     */
    Map<Kind, double[]> perSecond() {
        return perSecond;
    }

    private void advanceTo(long current) {
        if (current == block) {
            return;
        }
        perSecond = median();
        for (long next = Math.max(block + 1, current - BLOCKS + 1); next <= current; next++) {
            for (int[][] kind : counts) {
                for (int[] priority : kind) {
                    priority[(int) (next % BLOCKS)] = 0;
                }
            }
        }
        block = current;
    }

    private Map<Kind, double[]> median() {
        var rates = new EnumMap<Kind, double[]>(Kind.class);
        for (Kind kind : Kind.values()) {
            double[] atLeast = new double[PRIORITIES + 1];
            for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
                int[] sorted = counts[kind.ordinal()][priority].clone();
                Arrays.sort(sorted);
                atLeast[priority] = atLeast[priority + 1] + sorted[BLOCKS / 2] * 1000.0 / BLOCK_MILLIS;
            }
            rates.put(kind, atLeast);
        }
        return rates;
    }
}
