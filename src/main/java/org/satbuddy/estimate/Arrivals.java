package org.satbuddy.estimate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;

/**
 * How many tasks come in a second, by kind and priority: the median of blocks of ten seconds, so that a class that asks
 * all at once is not taken for a stream. For one thread.
 */
final class Arrivals {

    /** As in JMS: 0 to 9. */
    static final int PRIORITIES = 10;

    private static final long BLOCK_MILLIS = 10_000;
    private static final int BLOCKS = 11;

    /** How many seconds of arrivals a rate is known from. A median knows less than a mean of as many would. */
    static final double MEMORY = 0.64 * BLOCKS * BLOCK_MILLIS / 1000;

    private final int[][][] counts = new int[Kind.values().length][PRIORITIES][BLOCKS];
    private long block = Long.MIN_VALUE;
    private Map<Kind, double[]> perSecond = median();

    /** Counts what has come since the sample before. Whatever came and was answered in between is not missed by anybody. */
    void count(QueueSample sample, long since) {
        begin(sample.at() / BLOCK_MILLIS);
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

    /** Of each kind, those of a priority or a higher one; up to the last whole block. */
    Map<Kind, double[]> perSecond() {
        return perSecond;
    }

    private void begin(long current) {
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
