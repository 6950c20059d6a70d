package org.satbuddy.tutor.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Analyzes English as students type it: stems the words, and drops those that occur in questions on any topic. */
final class StudentEnglishAnalyzer extends Analyzer {

    private static final List<String> QUESTION_STOP_WORDS = List.of(
            "about",
            "all",
            "am",
            "any",
            "anyone",
            "ask",
            "asked",
            "bad",
            "been",
            "being",
            "between",
            "can",
            "can't",
            "cannot",
            "cant",
            "confused",
            "could",
            "did",
            "didn't",
            "didnt",
            "do",
            "does",
            "doesn't",
            "doesnt",
            "don't",
            "dont",
            "explain",
            "find",
            "from",
            "get",
            "give",
            "got",
            "had",
            "has",
            "have",
            "he",
            "hello",
            "help",
            "her",
            "hey",
            "hi",
            "his",
            "how",
            "i",
            "i'm",
            "idk",
            "im",
            "its",
            "just",
            "keep",
            "kinda",
            "know",
            "let",
            "let's",
            "lets",
            "like",
            "lol",
            "make",
            "may",
            "me",
            "my",
            "need",
            "ok",
            "okay",
            "our",
            "please",
            "pls",
            "plz",
            "problem",
            "problems",
            "question",
            "questions",
            "really",
            "sat",
            "she",
            "should",
            "show",
            "so",
            "some",
            "something",
            "stuck",
            "stuff",
            "teach",
            "tell",
            "than",
            "thanks",
            "thing",
            "things",
            "tip",
            "too",
            "trying",
            "u",
            "understand",
            "up",
            "us",
            "use",
            "used",
            "using",
            "versus",
            "very",
            "vs",
            "want",
            "was",
            "way",
            "we",
            "well",
            "were",
            "what",
            "what's",
            "whats",
            "when",
            "where",
            "which",
            "why",
            "without",
            "work",
            "works",
            "would",
            "you",
            "your");

    private static final CharArraySet STOP_WORDS = stopWords();

    private static CharArraySet stopWords() {
        var words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
        words.addAll(QUESTION_STOP_WORDS);
        return CharArraySet.unmodifiableSet(words);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        TokenStream bare = new EnglishPossessiveFilter(new LowerCaseFilter(words));
        return new TokenStreamComponents(words, new PorterStemFilter(new StopFilter(bare, STOP_WORDS)));
    }

    /** Leaves a gap between the values of a field, so that no phrase spans two of them. */
    @Override
    public int getPositionIncrementGap(String field) {
        return 100;
    }

    /** Returns the stems of a text in their order. */
    List<String> stems(String text) {
        var stems = new ArrayList<String>();
        try (TokenStream stream = tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                stems.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
        return stems;
    }
}
