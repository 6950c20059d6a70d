package org.satbuddy.tutor.guide;

import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Builds the Lucene query for the stems of a question. Each stem counts mainly in the field where it scores highest:
 * title, keywords or body. Adjacent stems count once more as a phrase. At least one stem must be in a title or among
 * the keywords.
 */
final class TopicQuery {

    static final String TITLE = "title";
    static final String KEYWORDS = "keywords";
    static final String BODY = "body";
    static final List<String> FIELDS = List.of(TITLE, KEYWORDS, BODY);

    /** The field that holds all stems of the title as one term. */
    static final String WHOLE_TITLE = "whole-title";

    private static final float WHOLE_TITLE_BOOST = 20f;
    private static final float TITLE_BOOST = 2.5f;
    private static final float KEYWORDS_BOOST = 2f;
    private static final float PHRASE_BOOST = 2f;
    private static final float TIE_BREAKER = 0.3f;

    /** Allows for dropped words in between: "margin of error". */
    private static final int SLOP = 2;

    private TopicQuery() {}

    static Query of(List<String> stems) {
        var query = new BooleanQuery.Builder();
        var topic = new BooleanQuery.Builder();
        for (String stem : new LinkedHashSet<>(stems)) {
            query.add(anywhere(stem), Occur.SHOULD);
            topic.add(term(TITLE, stem), Occur.SHOULD);
            topic.add(term(KEYWORDS, stem), Occur.SHOULD);
        }
        query.add(new BoostQuery(term(WHOLE_TITLE, String.join(" ", stems)), WHOLE_TITLE_BOOST), Occur.SHOULD);
        phrases(stems).forEach(phrase -> query.add(phrase, Occur.SHOULD));
        return query.add(topic.build(), Occur.FILTER).build();
    }

    private static Query anywhere(String stem) {
        return new DisjunctionMaxQuery(
                List.of(
                        new BoostQuery(term(TITLE, stem), TITLE_BOOST),
                        new BoostQuery(term(KEYWORDS, stem), KEYWORDS_BOOST),
                        term(BODY, stem)),
                TIE_BREAKER);
    }

    private static Query term(String field, String stem) {
        return new TermQuery(new Term(field, stem));
    }

    private static LinkedHashSet<Query> phrases(List<String> stems) {
        var phrases = new LinkedHashSet<Query>();
        for (int i = 0; i + 1 < stems.size(); i++) {
            if (!stems.get(i).equals(stems.get(i + 1))) {
                Query phrase = new PhraseQuery(SLOP, KEYWORDS, stems.get(i), stems.get(i + 1));
                phrases.add(new BoostQuery(phrase, PHRASE_BOOST));
            }
        }
        return phrases;
    }
}
