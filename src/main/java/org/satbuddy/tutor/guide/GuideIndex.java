package org.satbuddy.tutor.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The entries of the guide and their Lucene index in memory. Immutable and safe for use by many threads. */
final class GuideIndex {

    /** The guide that is part of the application. */
    static final GuideIndex STANDARD = new GuideIndex(EntryLoader.load());

    private static final int LONGEST_READ = 20_000;

    /** Only the last stems are kept, because a pasted text ends with its question. Lucene allows 1,024 clauses. */
    private static final int MOST_STEMS = 80;

    /** Matches the verb: "what does … mean" does not ask for an average, but "how do I find the mean" does. */
    private static final Pattern TO_MEAN =
            Pattern.compile("\\b(do|does|did)\\b([^.?!]{1,60}?)(?<!\\bthe )(?<!\\ba )\\bmeans?\\b");

    private static final Pattern SALUTATION =
            Pattern.compile("^\\s*(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?:"
                    + " (?:there|sir|tutor|satbuddy))?\\b[\\s,.!]*");

    /** Stems of words that belong to many topics and name none by themselves: "please solve". */
    private static final Set<String> VAGUE = Set.of("solv", "answer", "check", "exampl", "practic", "step");

    /** Correcting a word takes up to a millisecond, and a message may have thousands. */
    private static final int MOST_CORRECTED = 50;

    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

    private final List<GuideEntry> entries;
    private final List<Set<String>> topics;
    private final StudentEnglishAnalyzer analyzer = new StudentEnglishAnalyzer();
    private final IndexSearcher searcher;
    private final SpellingCorrector corrector;

    GuideIndex(List<GuideEntry> entries) {
        this.entries = List.copyOf(entries);
        topics = entries.stream().map(this::topic).toList();
        try {
            var reader = DirectoryReader.open(buildIndex());
            searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            corrector = new SpellingCorrector(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    private Set<String> topic(GuideEntry entry) {
        return Set.copyOf(new HashSet<>(analyzer.stems(entry.title() + "; " + String.join("; ", entry.keywords()))));
    }

    private ByteBuffersDirectory buildIndex() throws IOException {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (GuideEntry entry : entries) {
                writer.addDocument(document(entry));
            }
            // One segment keeps document numbers equal to positions in the list.
            writer.forceMerge(1);
        }
        return directory;
    }

    private Document document(GuideEntry entry) {
        var document = new Document();
        document.add(new TextField(TopicQuery.TITLE, entry.title(), Field.Store.NO));
        String whole = String.join(" ", analyzer.stems(entry.title()));
        document.add(new StringField(TopicQuery.WHOLE_TITLE, whole, Field.Store.NO));
        entry.keywords().forEach(keyword -> document.add(new TextField(TopicQuery.KEYWORDS, keyword, Field.Store.NO)));
        String body = String.join("\n", entry.about(), entry.approach(), entry.workedExample(), entry.commonMistakes());
        document.add(new TextField(TopicQuery.BODY, body, Field.Store.NO));
        return document;
    }

    List<GuideEntry> entries() {
        return entries;
    }

    /** Returns the entries that match at all, the best first. Any text is safe: it is read as words, not as a query. */
    List<Match> search(String question, int max) {
        List<String> asked = stems(question);
        try {
            List<String> known = known(asked);
            if (VAGUE.containsAll(known) || max < 1) {
                return List.of();
            }
            var matches = new ArrayList<Match>();
            for (ScoreDoc hit : searcher.search(TopicQuery.of(known), Math.min(max, entries.size())).scoreDocs) {
                matches.add(match(hit, known, asked));
            }
            return matches;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private List<String> known(List<String> asked) throws IOException {
        var known = new ArrayList<String>();
        int unknown = 0;
        for (String stem : asked) {
            if (corrector.knows(stem)) {
                known.add(stem);
            } else if (unknown++ < MOST_CORRECTED) {
                corrector.corrected(stem).ifPresent(known::add);
            }
        }
        return known;
    }

    private Match match(ScoreDoc hit, List<String> known, List<String> asked) {
        Set<String> topic = topics.get(hit.doc);
        long covered = words(known).filter(topic::contains).count();
        long all = words(asked).count();
        return new Match(entries.get(hit.doc), hit.score, (double) covered / Math.max(1, all), (int) all);
    }

    /** Numbers and single letters name no topic. */
    private static Stream<String> words(List<String> stems) {
        return stems.stream().distinct().filter(stem -> WORD.matcher(stem).find());
    }

    /**
     * Returns the stems of the significant words in a question, and of the words for its notation. Of a long question
     * only the end counts.
     */
    List<String> stems(String question) {
        // A long pasted text ends with its question.
        String read = question.substring(Math.max(0, question.length() - LONGEST_READ));
        String plain = read.toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'');
        String words =
                TO_MEAN.matcher(SALUTATION.matcher(plain).replaceFirst("")).replaceAll("$1$2");
        List<String> stems = analyzer.stems(words + " ; " + Notation.inWords(plain));
        return stems.subList(Math.max(0, stems.size() - MOST_STEMS), stems.size());
    }

    /** Counts the distinct stems in the list that a text contains. */
    long shared(List<String> stems, String text) {
        var present = new HashSet<>(analyzer.stems(text));
        return stems.stream().distinct().filter(present::contains).count();
    }
}
