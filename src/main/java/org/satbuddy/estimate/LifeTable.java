package org.satbuddy.estimate;

/**
 * A life table of attempts. For each class of ages, it holds how many attempts ended in the class and how much time all
 * attempts spent in it. Ages are in seconds.
 */
final class LifeTable {

    /** The width of the first class. */
    private static final double FIRST = 0.02;

    /** The ratio of one class edge to the edge before it. */
    private static final double GROWTH = 1.08;

    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** Enough for ages up to half an hour, which is longer than any attempt may run. */
    static final int CLASSES = 150;

    private static final double[] EDGES = new double[CLASSES + 1];

    static {
        EDGES[1] = FIRST;
        for (int i = 2; i <= CLASSES; i++) {
            EDGES[i] = EDGES[i - 1] * GROWTH;
        }
    }

    private final double[] ended = new double[CLASSES];
    private final double[] spent = new double[CLASSES];

    /** The number of attempts that passed through the whole of each class, as the difference from the class before. */
    private final int[] whole = new int[CLASSES + 1];

    private double attempts;

    LifeTable() {}

    LifeTable(LifeTable other) {
        System.arraycopy(other.ended, 0, ended, 0, CLASSES);
        System.arraycopy(other.spent, 0, spent, 0, CLASSES);
        System.arraycopy(other.whole, 0, whole, 0, CLASSES + 1);
        attempts = other.attempts;
    }

    /**
     * One imagined attempt, which ends at each age with the chance of a log-logistic distribution.
     *
     * @param shape the shape parameter of the distribution; a higher value makes it narrower
     */
    static LifeTable ofGuess(double median, double shape) {
        var table = new LifeTable();
        double before = 1;
        for (int i = 0; i < CLASSES; i++) {
            double after = 1 / (1 + Math.pow(EDGES[i + 1] / median, shape));
            table.ended[i] = before - after;
            table.spent[i] = (before + after) / 2 * width(i);
            before = after;
        }
        table.attempts = 1;
        return table;
    }

    /** Adds an attempt that ended at age {@code exit}. Its time before age {@code entry} does not count. */
    void ended(double entry, double exit) {
        spend(entry, exit);
        ended[classOf(exit)]++;
        attempts++;
    }

    /** Adds an attempt that still runs at age {@code now}. Its time before age {@code entry} does not count. */
    void goesOn(double entry, double now) {
        spend(entry, now);
    }

    private void spend(double entry, double exit) {
        int first = classOf(entry);
        int last = classOf(exit);
        if (first == last) {
            spent[first] += exit - entry;
            return;
        }
        spent[first] += EDGES[first + 1] - entry;
        spent[last] += exit - EDGES[last];
        whole[first + 1]++;
        whole[last]--;
    }

    static int classOf(double age) {
        return age < FIRST ? 0 : Math.min(CLASSES - 1, 1 + (int) (Math.log(age / FIRST) / LOG_GROWTH));
    }

    static double edge(int i) {
        return EDGES[i];
    }

    static double width(int i) {
        return EDGES[i + 1] - EDGES[i];
    }

    /** The number of attempts that ended in each class. */
    double[] ended() {
        return ended.clone();
    }

    /** The time that attempts spent in each class. */
    double[] spent() {
        double[] all = spent.clone();
        int through = 0;
        for (int i = 0; i < CLASSES; i++) {
            through += whole[i];
            all[i] += through * width(i);
        }
        return all;
    }

    /** How many attempts ended. */
    double attempts() {
        return attempts;
    }
}
