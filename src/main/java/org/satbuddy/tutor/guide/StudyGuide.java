package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Optional;

/**
 * The embedded study guide. It needs no network, never blocks, accepts any text and is safe for use by many threads. It
 * has no client proxy, because a proxy would build the index before the first use.
 */
@Dependent
public class StudyGuide {

    private final GuideIndex index = GuideIndex.STANDARD;

    /** Returns the entry that a question is about; empty if none matches well. */
    public Optional<GuideEntry> find(String question) {
        return index.search(question, 1).stream()
                .filter(Match::good)
                .map(Match::entry)
                .findFirst();
    }

    /** Returns the entries that match a question at all, the best first. Weak matches are included. */
    public List<GuideEntry> search(String question, int max) {
        return index.search(question, max).stream().map(Match::entry).toList();
    }

    /** Returns every entry in the order of the taxonomy, the general ones last. */
    public List<GuideEntry> entries() {
        return index.entries();
    }

    /**
     * Returns a complete Markdown answer for the chat, which first says that it is from the guide and not from an AI.
     */
    public String answer(GuideQuestion question) {
        return new AnswerComposer(index, question).markdown();
    }
}
