package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The guide's entries, searched in memory. Safe for any number of threads; reads its files once. */
@ApplicationScoped
public class StudyGuide {

    private static final String FOLDER = "/study-guide/";

    /** Where a word of the question may stand, and how much that says. */
    private static final Map<String, Float> FIELDS = Map.of("title", 3f, "keywords", 2.5f, "body", 0.6f);

    /** Below it, an entry shares a stray word with the question and nothing else. */
    private static final float WORTH_SHOWING = 4f;

    /** More words than any question needs; the rest of a long message is not searched for. */
    private static final int MAX_TERMS = 200;

    private final Map<String, GuideEntry> entries = new LinkedHashMap<>();
    private final Analyzer analyzer = new EnglishAnalyzer();
    private final IndexSearcher searcher;

    public StudyGuide() {
        try {
            for (String slug : resource("index.txt").split("\\R")) {
                entries.put(slug, GuideEntry.parse(slug, resource(slug + ".md")));
            }
            searcher = index();
        } catch (IOException e) {
            throw new UncheckedIOException("The study guide cannot be read.", e);
        }
    }

    private IndexSearcher index() throws IOException {
        // Lives as long as the application, in memory alone: there is nothing to close.
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (GuideEntry entry : entries.values()) {
                var document = new Document();
                document.add(new StringField("slug", entry.slug(), Field.Store.YES));
                document.add(new TextField("title", entry.title(), Field.Store.NO));
                document.add(new TextField("keywords", entry.keywords(), Field.Store.NO));
                document.add(
                        new TextField("body", String.join("\n", entry.parts().values()), Field.Store.NO));
                writer.addDocument(document);
            }
        }
        return new IndexSearcher(DirectoryReader.open(directory));
    }

    /** The entries that match a question, best first; none if it is about something else. */
    List<GuideEntry> search(String question, int max) {
        try {
            var query = new BooleanQuery.Builder();
            for (String term : terms(question)) {
                FIELDS.forEach((field, weight) ->
                        query.add(new BoostQuery(new TermQuery(new Term(field, term)), weight), Occur.SHOULD));
            }
            var found = new ArrayList<GuideEntry>();
            for (ScoreDoc hit : searcher.search(query.build(), max).scoreDocs) {
                if (hit.score >= WORTH_SHOWING) {
                    found.add(entries.get(
                            searcher.storedFields().document(hit.doc).get("slug")));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The study guide cannot be searched.", e);
        }
    }

    List<GuideEntry> all() {
        return List.copyOf(entries.values());
    }

    /** The question's words as the index has them; whatever a student types, no query syntax is read into it. */
    private List<String> terms(String question) throws IOException {
        var terms = new ArrayList<String>();
        try (var tokens = analyzer.tokenStream("body", question)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
                terms.add(term.toString());
            }
            tokens.end();
        }
        return terms.stream().distinct().toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StudyGuide.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("missing " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
