package org.satbuddy.estimate;

import java.util.EnumMap;
import java.util.Map;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;

/**
 * When the queue moves: how many tasks will have been claimed by when, if there are always some to claim. Follows the
 * ages of the attempts that fill the slots, step by step: an attempt leaves with the chance that its age has, and the
 * next task takes its slot. So a class that began all at once also ends nearly at once, and the queue stands still until
 * then.
 *
 * <p>Times are in seconds.
 */
final class QueueDrain {

    /** Steps in the time that an attempt takes on average. */
    private static final int FINENESS = 16;

    /** How far the ages are followed; by then they have mixed, and the queue moves evenly. */
    private static final int STEPS = 8 * FINENESS;

    /** However many overtake now, they will not for ever: at least this share of the slots is left to the others. */
    private static final double LEFT_TO_OTHERS = 0.1;

    /** What is known of a mean at first, in attempts measured. */
    private static final double FIRST_KNOWLEDGE = 16;

    /**
     * When a task is claimed.
     *
     * @param spread standard deviation
     */
    record ClaimTime(double mean, double spread) {}

    private final Map<Kind, Double> means = new EnumMap<>(Kind.class);
    private final double mean;
    private final double variation;
    private final double known;
    private final double pace;
    private final double step;
    private final double[] claimed = new double[STEPS + 1];

    /**
     * @param slots how many attempts run at once in the installation
     * @param serviceTimes by kind
     */
    QueueDrain(int slots, QueueSample sample, Map<Kind, ServiceTimes> serviceTimes) {
        Map<Kind, Double> mix = sample.mix();
        double first = 0;
        double second = 0;
        double observations = 0;
        for (Kind kind : Kind.values()) {
            ServiceTimes its = serviceTimes.get(kind);
            double share = mix.get(kind);
            means.put(kind, its.mean());
            first += share * its.mean();
            second += share * its.mean() * its.mean() * (1 + its.variation());
            observations += share * its.observations();
        }
        this.mean = first;
        this.variation = second / (first * first) - 1;
        this.known = observations + FIRST_KNOWLEDGE;
        this.pace = slots / first;
        this.step = first / FINENESS;
        follow(slots - sample.running().size(), sample, serviceTimes, mix);
    }

    private void follow(double free, QueueSample sample, Map<Kind, ServiceTimes> serviceTimes, Map<Kind, Double> mix) {
        int kinds = Kind.values().length;
        double[][] filled = new double[kinds][STEPS];
        double[][] leaving = new double[kinds][STEPS];
        for (Kind kind : Kind.values()) {
            filled[kind.ordinal()][0] = free * mix.get(kind);
            for (int i = 0; i < STEPS; i++) {
                leaving[kind.ordinal()][i] = serviceTimes.get(kind).endedWithin(step, (i + 0.5) * step);
            }
        }
        for (QueueSample.Running attempt : sample.running()) {
            filled[attempt.kind().ordinal()][(int) Math.min(STEPS - 1, attempt.age(sample.at()) / step)]++;
        }
        claimed[0] = free;
        for (int now = 1; now <= STEPS; now++) {
            double left = 0;
            for (int kind = 0; kind < kinds; kind++) {
                left += grow(filled[kind], leaving[kind]);
            }
            for (Kind kind : Kind.values()) {
                filled[kind.ordinal()][0] = left * mix.get(kind);
            }
            claimed[now] = claimed[now - 1] + left;
        }
    }

    /** By one step; the oldest stay where they are. Returns how many left. */
    private static double grow(double[] filled, double[] leaving) {
        int oldest = STEPS - 1;
        double left = filled[oldest] * leaving[oldest];
        filled[oldest] -= left;
        for (int i = oldest - 1; i >= 0; i--) {
            double gone = filled[i] * leaving[i];
            filled[i + 1] = filled[i] - gone + (i + 1 == oldest ? filled[oldest] : 0);
            left += gone;
        }
        return left;
    }

    /** How much longer attempts take on average than those of the sample, if there are so many of each kind. */
    double slower(Map<Kind, Double> counts) {
        double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        return all == 0 ? 1 : work(counts) / all / mean;
    }

    private double work(Map<Kind, Double> counts) {
        double time = 0;
        for (Kind kind : Kind.values()) {
            time += counts.get(kind) * means.get(kind);
        }
        return time;
    }

    /**
     * @param place in the queue, 1 for the next
     * @param overtaking tasks per second that will come and be claimed before it
     * @param slower as from {@link #slower}
     */
    ClaimTime claimTime(double place, Map<Kind, Double> overtaking, double slower) {
        if (claimed[0] >= place) {
            return new ClaimTime(0, 0);
        }
        double lost = Math.min(work(overtaking) / mean, (1 - LEFT_TO_OTHERS) * pace);
        double when = slower * when(place, lost);
        double net = (pace - lost) / slower;
        double unevenness = (place * variation + when * lost * (1 + variation)) / (net * net);
        double doubt = pace * pace * variation / known + lost * (1 + variation) / Arrivals.MEMORY;
        double ignorance = when * when * doubt / ((pace - lost) * (pace - lost));
        return new ClaimTime(when, Math.sqrt(unevenness + ignorance));
    }

    private double when(double place, double lost) {
        double before = claimed[0];
        for (int i = 1; i <= STEPS; i++) {
            double after = claimed[i] - lost * i * step;
            if (after >= place) {
                return step * (i - (after - place) / (after - before));
            }
            before = after;
        }
        return STEPS * step + (place - before) / (pace - lost);
    }
}
