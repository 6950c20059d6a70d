package org.satbuddy.tutor.guide;

import java.util.List;

/**
 * One entry of the study guide. The parts are Markdown with LaTeX in {@code \( \)} and {@code \[ \]}, without their
 * headings.
 *
 * @param slug the title's lower-case words joined by hyphens; for a skill, the slug of the taxonomy
 * @param section {@code Reading and Writing}, {@code Math} or {@code General}
 * @param domain the code of the taxonomy (INI, CAS, EOI, SEC, H, P, Q, S), or {@code GEN}
 * @param keywords the words that students use for the topic
 * @param guidingQuestion a question that a tutor would ask instead of giving the answer
 * @param about what the topic is, or what its questions test
 */
public record GuideEntry(
        String slug,
        String title,
        String section,
        String domain,
        List<String> keywords,
        String guidingQuestion,
        String about,
        String approach,
        String workedExample,
        String commonMistakes,
        String practiceTip) {

    public GuideEntry {
        keywords = List.copyOf(keywords);
    }
}
