package org.satbuddy.estimate;

import java.util.List;
import java.util.stream.IntStream;

/** How often attempts lately left their task waiting, and the time that this cost. Times are in seconds. */
final class RetryStatistics {

    private static final long WINDOW_MILLIS = 60_000;

    /**
     * Attempts up to this number have a cost of their own, because waits grow with each attempt. Later attempts have
     * the cost of the last.
     */
    private static final int MOST_ATTEMPTS = 8;

    /** The least cost of a failed attempt, so that repeated failures always take time. */
    private static final double LEAST_COST = 1;

    /**
     * An attempt that left its task waiting.
     *
     * @param at when it ended, epoch ms
     * @param attempt from 1
     * @param took duration of the attempt, ms
     * @param pause how long the task must then wait, ms
     * @param called whether a provider was called; false if its limits or faults forbade a call
     */
    record Retry(long at, int attempt, long took, long pause, boolean called) {}

    private final double failing;
    private final double[] failedAfter;
    private final double[] costs;
    private final double holding;
    private final double pace;

    /**
     * @param retries the latest retries, in any order
     * @param finished when this node's attempts finished their tasks, epoch ms
     * @param nodes in the installation; each counts as much as this one
     * @param now epoch ms
     */
    RetryStatistics(List<Retry> retries, List<Long> finished, int nodes, long now) {
        long start = now - WINDOW_MILLIS;
        double answers = finished.stream().filter(at -> at > start).count();
        List<Retry> recent = retries.stream().filter(it -> it.at() > start).toList();
        List<Retry> failed = recent.stream().filter(Retry::called).toList();
        double held = recent.size() - failed.size();
        // One success is added, so that a single failure in a quiet hour does not mean that all attempts fail.
        failing = failed.size() / (failed.size() + answers + 1);
        failedAfter = failed.stream().mapToDouble(it -> it.took() / 1000.0).toArray();
        costs = IntStream.rangeClosed(1, MOST_ATTEMPTS)
                .mapToDouble(attempt -> costOf(failed, attempt))
                .toArray();
        // A task may be held several times, so there may be more holds than tasks.
        holding = Math.min(1, held / (answers + 1));
        pace = nodes * answers * 1000 / WINDOW_MILLIS;
    }

    private static double costOf(List<Retry> failed, int attempt) {
        double mean = failed.stream()
                .filter(it -> it.attempt() >= attempt)
                .mapToDouble(it -> (it.took() + it.pause()) / 1000.0)
                .average()
                .orElseGet(() -> attempt == 1 ? LEAST_COST : costOf(failed, attempt - 1));
        return Math.max(LEAST_COST, mean);
    }

    /** The share of attempts that leave their task waiting, among the attempts that called a provider. */
    double failing() {
        return failing;
    }

    /**
     * The chance that an attempt of this {@code age} fails.
     *
     * @param reached the share of successful attempts that reach this age
     */
    double failing(double age, double reached) {
        int still = 0;
        for (double after : failedAfter) {
            if (after > age) {
                still++;
            }
        }
        if (still == 0) {
            return 0;
        }
        double stillToFail = failing * still / failedAfter.length;
        return stillToFail / (stillToFail + (1 - failing) * reached);
    }

    /** The duration of a failed attempt and of the wait after it, for the attempt with this number. */
    double cost(int attempt) {
        return costs[Math.max(1, Math.min(attempt, MOST_ATTEMPTS)) - 1];
    }

    /** The share of tasks that are held at first, because a provider's limits or faults forbid a call. */
    double holding() {
        return holding;
    }

    /** The time until the installation has finished this many more tasks. */
    double untilFinished(double tasks) {
        return tasks == 0 ? 0 : tasks / Math.max(pace, 1e-3);
    }
}
