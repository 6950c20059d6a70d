package org.satbuddy.tutor.guide;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** Maps a mistyped or derived word to the word of the guide that it most likely means. */
final class SpellingCorrector {

    private static final int SHORTEST_WITH_SLIP = 5;
    private static final int SHORTEST_WITH_TWO_SLIPS = 8;

    /** The time to compare grows with the length: up to a tenth of a second for text that is not a word. */
    private static final int LONGEST_WITH_SLIP = 24;

    private final IndexReader reader;

    SpellingCorrector(IndexReader reader) {
        this.reader = reader;
    }

    /** Whether the guide contains the stem. */
    boolean knows(String stem) throws IOException {
        for (String field : TopicQuery.FIELDS) {
            if (reader.docFreq(new Term(field, stem)) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the keyword that is nearest to an unknown stem, otherwise the longest keyword that the stem begins with.
     * The last case covers a slip in the ending, which the stemmer does not remove ("inequaltiy").
     */
    Optional<String> corrected(String stem) throws IOException {
        if (stem.length() < SHORTEST_WITH_SLIP || stem.length() > LONGEST_WITH_SLIP) {
            return Optional.empty();
        }
        Optional<String> nearest = nearest(stem);
        return nearest.isPresent() ? nearest : longestPrefix(stem);
    }

    private Optional<String> nearest(String stem) throws IOException {
        Terms keywords = MultiTerms.getTerms(reader, TopicQuery.KEYWORDS);
        int edits = stem.length() >= SHORTEST_WITH_TWO_SLIPS ? 2 : 1;
        var near = new FuzzyTermsEnum(keywords, new Term(TopicQuery.KEYWORDS, stem), edits, 1, true);
        var closeness = near.attributes().addAttribute(BoostAttribute.class);
        String nearest = null;
        float best = 0;
        for (BytesRef word = near.next(); word != null; word = near.next()) {
            if (closeness.getBoost() > best) {
                best = closeness.getBoost();
                nearest = word.utf8ToString();
            }
        }
        return Optional.ofNullable(nearest);
    }

    private Optional<String> longestPrefix(String stem) throws IOException {
        for (int length = stem.length() - 1; length >= SHORTEST_WITH_SLIP; length--) {
            String prefix = stem.substring(0, length);
            if (reader.docFreq(new Term(TopicQuery.KEYWORDS, prefix)) > 0) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }
}
