package org.satbuddy.estimate;

/**
 * Counts attempts by their age, in classes: how many ended in each, and how much time they spent in it. Ages are in
 * seconds.
 */
final class LifeTable {

    /** The first class, and by how much each further one is longer. */
    private static final double FIRST = 0.02;

    private static final double GROWTH = 1.08;
    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** Up to half an hour, longer than anything may run. */
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

    /** How many more, or fewer, spent all of this class than of the one before. */
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
     * One attempt that is imagined to be spread over a log-logistic distribution.
     *
     * @param shape the higher, the narrower
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

    /** One that ended at {@code exit}, of which what was before {@code entry} does not count. */
    void ended(double entry, double exit) {
        spend(entry, exit);
        ended[classOf(exit)]++;
        attempts++;
    }

    /** One that goes on. */
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

    double[] ended() {
        return ended.clone();
    }

    double[] spent() {
        double[] all = spent.clone();
        int through = 0;
        for (int i = 0; i < CLASSES; i++) {
            through += whole[i];
            all[i] += through * width(i);
        }
        return all;
    }

    /** How many ended. */
    double attempts() {
        return attempts;
    }
}
