package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Answers messages that stand alone. A caller that knows the conversation uses {@link StudyGuide#answer} instead. */
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
     * Returns a Markdown answer to a student's message.
     *
     * @param hintFirst whether to give only the first steps
     * @param withImages whether the student sent images, which the guide cannot read
     */
    public String to(String message, boolean hintFirst, boolean withImages) {
        return guide.answer(new GuideQuestion(message, List.of(), hintFirst, withImages));
    }
}
