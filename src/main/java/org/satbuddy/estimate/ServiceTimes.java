package org.satbuddy.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * How long an attempt takes that finishes its task, as a distribution. At each age, the rate at which attempts end is how
 * many lately did, over the time that attempts lately spent at that age. So one that is still running is evidence for the
 * time that it has taken, and nothing is concluded from the quick ones alone. Of one that began before the window, only
 * the time within counts, so neither is anything concluded from the survivors of a slower time.
 *
 * <p>Times are in seconds.
 */
final class ServiceTimes {

    /** What every window holds at least. */
    private static final long WINDOW_MILLIS = 30_000;

    /** How many attempts that end at the mean rate are added, so that there is a rate at every age. */
    private static final double SMOOTHING = 0.2;

    /** In standard deviations. */
    private static final double UNLIKELY = 2;

    /** From the claim to the commit of the answer, epoch ms. */
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
     * @param guess what is expected before anything was measured; it then stands for one attempt among the others
     * @param finished the latest attempts, in any order
     * @param running since when others run, epoch ms
     * @param now epoch ms
     * @param fewest how many must have begun and finished in the window, however long that makes it
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

    /** The chance that an attempt ends within {@code more} of being as old as {@code age}. */
    double endedWithin(double more, double age) {
        return more <= 0 ? 0 : -Math.expm1(integralTo(age) - integralTo(age + more));
    }

    /** The chance that an attempt becomes as old as {@code age}. */
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
     * Whether these attempts are hardly like {@code usual}: by the log-rank test, which compares how many ended with how
     * many would have.
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

    /** The squared coefficient of variation: 0 if all take the same time, 1 if they end at a constant rate. */
    double variation() {
        return variation;
    }

    /** How many attempts this was learnt from. */
    double observations() {
        return observations;
    }
}
