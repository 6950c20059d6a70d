package org.satbuddy.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.satbuddy.estimate.QueueReplay.Estimate;

/**
 * The estimates of the tasks of a replayed load.
 *
 * @param accepted those in the answers to submissions
 * @param polled those of later polls
 */
record ReplayedEstimates(List<Estimate> accepted, List<Estimate> polled) {

    ReplayedEstimates() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void add(QueueReplay replay) {
        accepted.addAll(replay.accepted());
        polled.addAll(replay.polled());
    }

    void add(ReplayedEstimates other) {
        accepted.addAll(other.accepted);
        polled.addAll(other.polled);
    }

    ReplayedEstimates only(Predicate<Estimate> which) {
        return new ReplayedEstimates(
                accepted.stream().filter(which).toList(),
                polled.stream().filter(which).toList());
    }

    /** A row of the table in docs/decisions/0008-estimates.md. */
    String row(String title) {
        return "| %s | %,d | %.0f | %.0f | **%.1f %%** | %.1f %% |"
                .formatted(
                        title,
                        accepted.size(),
                        accepted.stream()
                                .mapToInt(Estimate::estimated)
                                .average()
                                .orElseThrow(),
                        accepted.stream()
                                .mapToDouble(Estimate::actual)
                                .average()
                                .orElseThrow(),
                        100 * inTime(accepted),
                        100 * inTime(polled));
    }

    /** The share of tasks that finished within their estimate. */
    static double inTime(List<Estimate> estimates) {
        return (double) estimates.stream().filter(Estimate::inTime).count() / estimates.size();
    }
}
