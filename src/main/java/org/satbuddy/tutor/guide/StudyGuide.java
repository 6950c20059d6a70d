package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Optional;

/**
 * The embedded study guide. Needs no network and blocks on nothing; safe for any text and any number of threads. Made with
 * whoever uses it, and not by a proxy before.
 */
@Dependent
public class StudyGuide {

    private final GuideIndex index = GuideIndex.STANDARD;

    /** The entry that a question is about; empty if none matches well. */
    public Optional<GuideEntry> find(String question) {
        return index.search(question, 1).stream()
                .filter(Match::good)
                .map(Match::entry)
                .findFirst();
    }

    /** The entries that have something to do with a question, the best first, also those that match badly. */
    public List<GuideEntry> search(String question, int max) {
        return index.search(question, max).stream().map(Match::entry).toList();
    }

    /** Every entry, in the order of the taxonomy, the general ones last. */
    public List<GuideEntry> entries() {
        return index.entries();
    }

    /** A complete answer for the chat, as Markdown. Says first that it comes from the guide and not from an AI. */
    public String answer(GuideQuestion question) {
        return new AnswerComposer(index, question).markdown();
    }
}
