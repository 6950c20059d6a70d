package org.satbuddy.tutor.guide;

import java.util.List;

/**
 * A student's question to the study guide.
 *
 * @param text the student's message
 * @param background the texts that the message may refer to, the likeliest first: the practice question on screen, then
 *     the student's earlier messages, newest first. Only a follow-up that names no topic itself uses them
 * @param hintFirst whether to give the first steps and a guiding question instead of the worked answer
 * @param withImages whether the student sent images, which the guide cannot read
 */
public record GuideQuestion(String text, List<String> background, boolean hintFirst, boolean withImages) {

    public GuideQuestion {
        background = List.copyOf(background);
    }

    /** A question that stands alone. */
    public static GuideQuestion of(String text) {
        return new GuideQuestion(text, List.of(), false, false);
    }
}
