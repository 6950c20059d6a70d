package org.satbuddy.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * The distribution of the duration of attempts that finish their task. At each age, the rate of ending is the number of
 * attempts that lately ended, divided by the time that attempts lately spent at that age. A running attempt is evidence
 * for the time that it has taken so far, so quick attempts alone do not bias the rate. An attempt that began before the
 * window counts only for its time within the window, so the survivors of a slower time do not bias it either.
 *
 * <p>Times are in seconds.
 */
final class ServiceTimes {

    /** The shortest window. */
    private static final long WINDOW_MILLIS = 30_000;

    /** The weight of an imagined attempt that ends at the mean rate. It gives every age a rate. */
    private static final double SMOOTHING = 0.2;

    /** The deviation beyond which attempts differ from the usual ones, in standard deviations. */
    private static final double UNLIKELY = 2;

    /** An attempt, from the claim to the commit of the answer, epoch ms. */
    record Span(long from, long to) {}

    private final double[] spent;
    private final double ended;
    private final double[] rate = new double[LifeTable.CLASSES];

    /** The rate integrated up to the beginning of each class. */
    private final double[] integral = new double[LifeTable.CLASSES];

    private final double mean;
    private final double variation;
    private final double observations;

    private ServiceTimes(LifeTable table) {
        double[] endedAt = table.ended();
        spent = table.spent();
        ended = Arrays.stream(endedAt).sum();
        observations = table.attempts();
        double meanRate = ended / Arrays.stream(spent).sum();
        double sum = 0;
        double area = 0;
        double moment = 0;
        for (int i = 0; i < rate.length; i++) {
            double smooth = SMOOTHING * LifeTable.width(i);
            rate[i] = (endedAt[i] + smooth * meanRate) / (spent[i] + smooth);
            integral[i] = sum;
            double reached = Math.exp(-sum);
            sum += rate[i] * LifeTable.width(i);
            double time = (reached - Math.exp(-sum)) / rate[i];
            area += time;
            moment += time * (LifeTable.edge(i) + LifeTable.edge(i + 1));
        }
        mean = area;
        variation = Math.max(0, moment / (area * area) - 1);
    }

    /**
     * Learns the distribution from the attempts in the window before {@code now}.
     *
     * @param guess the expectation before any measurement; it weighs as much as one attempt
     * @param finished the latest attempts, in any order
     * @param running when each running attempt began, epoch ms
     * @param now epoch ms
     * @param fewest the window grows until this many attempts began and finished in it
     */
    static ServiceTimes of(LifeTable guess, List<Span> finished, List<Long> running, long now, int fewest) {
        long start = windowStart(finished, now, fewest);
        var table = new LifeTable(guess);
        for (Span span : finished) {
            if (span.to() > start && span.to() <= now) {
                table.ended(seconds(span.from(), start), seconds(span.from(), span.to()));
            }
        }
        for (long since : running) {
            table.goesOn(seconds(since, start), seconds(since, now));
        }
        return new ServiceTimes(table);
    }

    private static long windowStart(List<Span> finished, long now, int fewest) {
        long[] begins = finished.stream().mapToLong(Span::from).sorted().toArray();
        long least = begins.length < fewest ? 0 : begins[begins.length - fewest];
        return Math.min(now - WINDOW_MILLIS, least);
    }

    private static double seconds(long from, long to) {
        return Math.max(0, to - from) / 1000.0;
    }

    /** The chance that an attempt of this {@code age} ends within {@code more} from then on. */
    double endedWithin(double more, double age) {
        return more <= 0 ? 0 : -Math.expm1(integralTo(age) - integralTo(age + more));
    }

    /** The chance that an attempt reaches {@code age}. */
    double reached(double age) {
        return Math.exp(-integralTo(age));
    }

    private double integralTo(double age) {
        if (age <= 0) {
            return 0;
        }
        int i = LifeTable.classOf(age);
        return integral[i] + rate[i] * (age - LifeTable.edge(i));
    }

    /**
     * Whether these attempts differ from the {@code usual} ones, by a log-rank test. It compares the number that ended
     * with the number that would have ended at the usual rates.
     */
    boolean differFrom(ServiceTimes usual) {
        double expected = 0;
        for (int i = 0; i < spent.length; i++) {
            expected += spent[i] * usual.rate[i];
        }
        return Math.abs(ended - expected) > UNLIKELY * Math.sqrt(expected);
    }

    double mean() {
        return mean;
    }

    /** The squared coefficient of variation: 0 if all attempts take the same time, 1 if they end at a constant rate. */
    double variation() {
        return variation;
    }

    /** How many attempts the distribution was learnt from, the guess included. */
    double observations() {
        return observations;
    }
}
