package org.satbuddy.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.satbuddy.estimate.Replay.Promise;

/** What was told of the tasks of a load: in the answers to submissions, and at later looks. */
record Told(List<Promise> accepted, List<Promise> looks) {

    Told() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Replay replay) {
        accepted.addAll(replay.accepted());
        looks.addAll(replay.looks());
    }

    void add(Told other) {
        accepted.addAll(other.accepted);
        looks.addAll(other.looks);
    }

    Told only(Predicate<Promise> which) {
        return new Told(
                accepted.stream().filter(which).toList(),
                looks.stream().filter(which).toList());
    }

    /** As a row of the table in docs/decisions. */
    String row(String title) {
        return "| %s | %,d | %.0f | %.0f | **%.1f %%** | %.1f %% |"
                .formatted(
                        title,
                        accepted.size(),
                        accepted.stream().mapToInt(Promise::told).average().orElseThrow(),
                        accepted.stream().mapToDouble(Promise::took).average().orElseThrow(),
                        100 * kept(accepted),
                        100 * kept(looks));
    }

    /** The share that was finished within what was told. */
    static double kept(List<Promise> promises) {
        return (double) promises.stream().filter(Promise::kept).count() / promises.size();
    }
}
