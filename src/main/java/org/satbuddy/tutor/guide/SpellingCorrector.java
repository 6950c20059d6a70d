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

/** Knows the words of the guide, and which of them a mistyped or derived word is meant to be. */
final class SpellingCorrector {

    private static final int SHORTEST_WITH_SLIP = 5;
    private static final int SHORTEST_WITH_TWO_SLIPS = 8;

    /** Comparing takes time that grows with the length, up to a tenth of a second for a word that is none. */
    private static final int LONGEST_WITH_SLIP = 24;

    private final IndexReader reader;

    SpellingCorrector(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * The stem itself if the guide has it anywhere; else the nearest among the keywords; else the longest of them that it
     * begins with, because a slip near the end of a word is not stemmed away ("inequaltiy").
     */
    Optional<String> corrected(String stem) throws IOException {
        for (String field : TopicQuery.FIELDS) {
            if (reader.docFreq(new Term(field, stem)) > 0) {
                return Optional.of(stem);
            }
        }
        if (stem.length() < SHORTEST_WITH_SLIP || stem.length() > LONGEST_WITH_SLIP) {
            return Optional.empty();
        }
        Optional<String> nearest = nearest(stem);
        return nearest.isPresent() ? nearest : beginning(stem);
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

    private Optional<String> beginning(String stem) throws IOException {
        for (int length = stem.length() - 1; length >= SHORTEST_WITH_SLIP; length--) {
            String beginning = stem.substring(0, length);
            if (reader.docFreq(new Term(TopicQuery.KEYWORDS, beginning)) > 0) {
                return Optional.of(beginning);
            }
        }
        return Optional.empty();
    }
}
