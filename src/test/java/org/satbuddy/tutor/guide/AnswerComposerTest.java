package org.satbuddy.tutor.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerComposerTest {

    private final StudyGuide guide = new StudyGuide();

    @Test
    void saysFirstThatNoAiWroteIt() {
        assertThat(answer("how do I find the slope of a line"))
                .startsWith(
                        "This answer comes from SAT Buddy's study guide and not from an AI.\n\n### Linear functions");
    }

    @Test
    void givesTheStepsAWorkedExampleAndTheMistakes() {
        assertThat(answer("how do I factor x^2+5x+6"))
                .contains("### Equivalent expressions")
                .containsSubsequence("#### How to approach it", "#### Worked example", "#### Common mistakes")
                .contains("2(x+2)(x+3)");
    }

    @Test
    void namesTwoRelatedEntries() {
        assertThat(answer("how do I solve a quadratic equation"))
                .containsPattern("\\*\\*See also:\\*\\* \\*[^*]+\\* · \\*[^*]+\\*$");
    }

    @Test
    void isShorterWhenOnlyADefinitionIsAskedFor() {
        assertThat(answer("What is the discriminant?"))
                .contains("Look at \\(b^2-4ac\\), the discriminant")
                .doesNotContain("#### Worked example");
        assertThat(answer("whats the difference between affect and effect"))
                .contains("*affect* is nearly always the verb")
                .hasSizeLessThan(1200);
        assertThat(answer("what is a semicolon")).contains("a period and a semicolon do the same job");
        assertThat(answer("what is the slope of the line through (1,2) and (3,8)"))
                .contains("#### Worked example");
    }

    @Test
    void givesAHintInsteadOfTheAnswerInHintMode() {
        assertThat(guide.answer(new GuideQuestion("how do I solve a system of equations", List.of(), true, false)))
                .contains("1. From a story", "2. **Substitution**", "**Now you:** Which variable would be easiest")
                .doesNotContain("3. Solve for one variable", "Worked example", "41 adult tickets", "See also");
    }

    @Test
    void saysThatItCannotReadImages() {
        assertThat(guide.answer(new GuideQuestion("how do I find the slope", List.of(), false, true)))
                .contains("cannot read images", "### Linear functions");
        assertThat(guide.answer(new GuideQuestion("please solve", List.of(), false, true)))
                .contains("cannot read images", "This is what the guide covers");
    }

    @Test
    void listsWhatItCoversWhenNothingMatches() {
        assertThat(answer("who won the world cup"))
                .containsSubsequence(
                        "did not find that",
                        "**Reading and Writing**",
                        "- Boundaries",
                        "**Math**",
                        "- Circles",
                        "**General**",
                        "- Study planning");
    }

    @Test
    void answersAFollowUpOnTheQuestionOnScreenOrAnEarlierMessage() {
        assertThat(guide.answer(new GuideQuestion(
                        "I don't understand this, can you explain?",
                        List.of("A cylinder has a radius of 3 and a volume of 72 pi. What is its height?"),
                        false,
                        false)))
                .contains("### Area and volume");
        assertThat(guide.answer(new GuideQuestion("why?", List.of("ok", "when do I use a semicolon"), false, false)))
                .contains("### Boundaries");
        assertThat(guide.answer(
                        new GuideQuestion("who won the world cup", List.of("when do I use a semicolon"), false, false)))
                .contains("did not find that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi", "Hello!", "hey there", "Good morning :)", "hi, how are you?"})
    void greets(String greeting) {
        assertThat(answer(greeting)).startsWith(AnswerComposer.ORIGIN).contains("Hello, and good to see you!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanks", "Thank you so much!!", "ok thx", "got it", "makes sense"})
    void acknowledgesThanks(String thanks) {
        assertThat(answer(thanks)).contains("You are welcome!");
    }

    @Test
    void saysGoodbye() {
        assertThat(answer("bye!")).contains("well done");
    }

    @Test
    void sendsSomebodyInDistressToPeople() {
        assertThat(answer("I failed again and I want to die")).contains("988").doesNotContain("###");
    }

    @Test
    void doesNotTakeAQuestionForSmallTalk() {
        assertThat(answer("hi, how do I find the slope?")).contains("### Linear functions");
        assertThat(answer("Good day! When do I use a semicolon?")).contains("### Boundaries");
    }

    private String answer(String question) {
        return guide.answer(GuideQuestion.of(question));
    }
}
