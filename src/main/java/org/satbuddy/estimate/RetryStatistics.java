package org.satbuddy.estimate;

import java.util.List;
import java.util.stream.IntStream;

/** What has lately come between claims and answers. Times are in seconds. */
final class RetryStatistics {

    private static final long WINDOW_MILLIS = 60_000;

    /** How many attempts at a task are told apart: waits grow with them. */
    private static final int MOST_ATTEMPTS = 8;

    /** A round must not cost nothing. */
    private static final double LEAST_COST = 1;

    /**
     * An attempt that left its task waiting.
     *
     * @param at when it ended, epoch ms
     * @param attempt from 1
     * @param took ms
     * @param pause how long the task is then to wait, ms
     * @param called whether a provider was called; not if its limits or faults forbade it
     */
    record Retry(long at, int attempt, long took, long pause, boolean called) {}

    private final double failing;
    private final double[] failedAfter;
    private final double[] costs;
    private final double holding;
    private final double pace;

    /**
     * @param retries the latest, in any order
     * @param finished when attempts finished their tasks, epoch ms
     * @param nodes how many do the same
     * @param now epoch ms
     */
    RetryStatistics(List<Retry> retries, List<Long> finished, int nodes, long now) {
        long start = now - WINDOW_MILLIS;
        double answers = finished.stream().filter(at -> at > start).count();
        List<Retry> recent = retries.stream().filter(it -> it.at() > start).toList();
        List<Retry> failed = recent.stream().filter(Retry::called).toList();
        double held = recent.size() - failed.size();
        // The next attempt counts as one that goes well: one failure at night does not mean that all fail.
        failing = failed.size() / (failed.size() + answers + 1);
        failedAfter = failed.stream().mapToDouble(it -> it.took() / 1000.0).toArray();
        costs = IntStream.rangeClosed(1, MOST_ATTEMPTS)
                .mapToDouble(attempt -> costOf(failed, attempt))
                .toArray();
        // However often each of them was held.
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

    /** The share of attempts, of those in which a provider was called, that leave their task waiting. */
    double failing() {
        return failing;
    }

    /**
     * The chance that an attempt fails that has gone on for {@code age}.
     *
     * @param reached the share of those that do not fail that go on for so long
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
        double yet = failing * still / failedAfter.length;
        return yet / (yet + (1 - failing) * reached);
    }

    /** What a failed attempt and the wait after it take. */
    double cost(int attempt) {
        return costs[Math.max(1, Math.min(attempt, MOST_ATTEMPTS)) - 1];
    }

    /** The share of tasks for which no provider is called at first. */
    double holding() {
        return holding;
    }

    /** How long it takes until so many more are finished. */
    double untilFinished(double tasks) {
        return tasks == 0 ? 0 : tasks / Math.max(pace, 1e-3);
    }
}
