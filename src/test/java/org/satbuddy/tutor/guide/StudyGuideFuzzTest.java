package org.satbuddy.tutor.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** The guide answers any message, and says that it is no AI. */
class StudyGuideFuzzTest {

    private static final int LONGEST_ANSWER = 20_000;

    private final StudyGuide guide = new StudyGuide();

    @FuzzTest
    void answersAnyMessage(byte[] message) {
        String text = new String(message, UTF_8);

        for (boolean hintFirst : new boolean[] {false, true}) {
            assertThat(guide.answer(new GuideQuestion(text, List.of(text), hintFirst, false)))
                    .startsWith(AnswerComposer.ORIGIN)
                    .hasSizeLessThan(LONGEST_ANSWER);
        }
    }
}
