package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Answers messages that stand alone. Who knows what was said before asks {@link StudyGuide#answer} instead. */
@ApplicationScoped
public class GuideAnswer {

    @Inject
    StudyGuide guide;

    GuideAnswer() {}

    /** Outside a container. */
    public GuideAnswer(StudyGuide guide) {
        this.guide = guide;
    }

    /**
     * Markdown for a student's message.
     *
     * @param hintFirst whether only the first steps are told
     * @param withImages whether pictures came with it, which the guide cannot see
     */
    public String to(String message, boolean hintFirst, boolean withImages) {
        return guide.answer(new GuideQuestion(message, List.of(), hintFirst, withImages));
    }
}
