package org.satbuddy.estimate;

import java.util.EnumMap;
import java.util.Map;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;

/**
 * Predicts how many tasks will have been claimed by each moment, if tasks are always waiting. It advances the ages of
 * the running attempts step by step. At each step, attempts end with the chance of their age, and the next tasks take
 * their slots. So attempts that began together also end nearly together, and the queue stands still until then.
 *
 * <p>Times are in seconds.
 */
final class QueueDrain {

    /** Steps in the mean duration of an attempt. */
    private static final int STEPS_PER_MEAN = 16;

    /** How far the ages are advanced. By then they have mixed, and the queue moves evenly. */
    private static final int STEPS = 8 * STEPS_PER_MEAN;

    /** Overtaking tasks leave at least this share of the slots to the queue, because a rush does not last for ever. */
    private static final double LEFT_TO_QUEUE = 0.1;

    /** How many measured attempts the first guess of a mean is worth. */
    private static final double GUESS_WORTH = 16;

    /**
     * The time until a task is claimed.
     *
     * @param spread standard deviation
     */
    record ClaimTime(double mean, double spread) {}

    private final Map<Kind, Double> means = new EnumMap<>(Kind.class);
    private final double mean;
    private final double variation;

    /** The number of attempts behind the mean duration, the first guess included. */
    private final double known;

    /** Tasks claimed per second in the long run. */
    private final double pace;

    private final double step;

    /** Tasks claimed by the end of each step. */
    private final double[] claimed = new double[STEPS + 1];

    /**
     * @param slots how many attempts can run at once in the installation
     * @param serviceTimes by kind
     */
    QueueDrain(int slots, QueueSample sample, Map<Kind, ServiceTimes> serviceTimes) {
        Map<Kind, Double> mix = sample.mix();
        double first = 0;
        double second = 0;
        double observations = 0;
        for (Kind kind : Kind.values()) {
            ServiceTimes times = serviceTimes.get(kind);
            double share = mix.get(kind);
            means.put(kind, times.mean());
            first += share * times.mean();
            second += share * times.mean() * times.mean() * (1 + times.variation());
            observations += share * times.observations();
        }
        this.mean = first;
        this.variation = second / (first * first) - 1;
        this.known = observations + GUESS_WORTH;
        this.pace = slots / first;
        this.step = first / STEPS_PER_MEAN;
        advanceAges(slots - sample.running().size(), sample, serviceTimes, mix);
    }

    private void advanceAges(
            double free, QueueSample sample, Map<Kind, ServiceTimes> serviceTimes, Map<Kind, Double> mix) {
        int kinds = Kind.values().length;
        double[][] filled = new double[kinds][STEPS];
        double[][] endChance = new double[kinds][STEPS];
        for (Kind kind : Kind.values()) {
            filled[kind.ordinal()][0] = free * mix.get(kind);
            for (int i = 0; i < STEPS; i++) {
                endChance[kind.ordinal()][i] = serviceTimes.get(kind).endedWithin(step, (i + 0.5) * step);
            }
        }
        for (QueueSample.Running attempt : sample.running()) {
            filled[attempt.kind().ordinal()][(int) Math.min(STEPS - 1, attempt.age(sample.at()) / step)]++;
        }
        claimed[0] = free;
        for (int now = 1; now <= STEPS; now++) {
            double ended = 0;
            for (int kind = 0; kind < kinds; kind++) {
                ended += advance(filled[kind], endChance[kind]);
            }
            for (Kind kind : Kind.values()) {
                filled[kind.ordinal()][0] = ended * mix.get(kind);
            }
            claimed[now] = claimed[now - 1] + ended;
        }
    }

    /** Advances the ages by one step. The oldest attempts stay in the last place. Returns how many attempts ended. */
    private static double advance(double[] filled, double[] endChance) {
        int oldest = STEPS - 1;
        double ended = filled[oldest] * endChance[oldest];
        filled[oldest] -= ended;
        for (int i = oldest - 1; i >= 0; i--) {
            double ending = filled[i] * endChance[i];
            filled[i + 1] = filled[i] - ending + (i + 1 == oldest ? filled[oldest] : 0);
            ended += ending;
        }
        return ended;
    }

    /**
     * The mean duration of an attempt if the kinds occur with these counts, divided by the mean duration for the
     * sample's mix.
     */
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
     * Predicts when the task at a place in the queue is claimed.
     *
     * @param place the place in the queue, 1 for the next
     * @param overtaking tasks per second that will arrive and be claimed before the task
     * @param slower the result of {@link #slower}
     */
    ClaimTime claimTime(double place, Map<Kind, Double> overtaking, double slower) {
        if (claimed[0] >= place) {
            return new ClaimTime(0, 0);
        }
        double lostPace = Math.min(work(overtaking) / mean, (1 - LEFT_TO_QUEUE) * pace);
        double time = slower * timeToReach(place, lostPace);
        double netPace = (pace - lostPace) / slower;
        double chanceVariance = (place * variation + time * lostPace * (1 + variation)) / (netPace * netPace);
        double rateVariance = pace * pace * variation / known + lostPace * (1 + variation) / Arrivals.MEMORY;
        double estimateVariance = time * time * rateVariance / ((pace - lostPace) * (pace - lostPace));
        return new ClaimTime(time, Math.sqrt(chanceVariance + estimateVariance));
    }

    private double timeToReach(double place, double lostPace) {
        double before = claimed[0];
        for (int i = 1; i <= STEPS; i++) {
            double after = claimed[i] - lostPace * i * step;
            if (after >= place) {
                return step * (i - (after - place) / (after - before));
            }
            before = after;
        }
        return STEPS * step + (place - before) / (pace - lostPace);
    }
}
