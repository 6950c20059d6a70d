package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.taxonomy.Skill;

class QuestionCheckTest {

    private static AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> problemsOf(
            QuestionBuilder question) {
        return assertThat(question.problems()).as(question.build().toString());
    }

    @Test
    void findsNoProblemInValidQuestions() {
        problemsOf(QuestionBuilder.valid()).isEmpty();
        problemsOf(QuestionBuilder.typed()).isEmpty();
        problemsOf(QuestionBuilder.aboutAPassage()).isEmpty();
    }

    @Test
    void requiresFourOptionsWithText() {
        problemsOf(QuestionBuilder.valid().without("D")).anyMatch(p -> p.contains("exactly four options"));
        problemsOf(QuestionBuilder.valid().option("E", "11")).anyMatch(p -> p.contains("exactly four options"));
        problemsOf(QuestionBuilder.valid().option("C", " ")).anyMatch(p -> p.contains("option C is empty"));
        problemsOf(QuestionBuilder.valid().key("E")).anyMatch(p -> p.contains("one of the letters"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.5; 1/2",
                "50%; \\(\\frac{1}{2}\\)",
                "The mean; the  mean",
                "1,000; 1000",
                "\\(x + 1\\); \\(1 + x\\)"
            })
    void requiresOptionsThatDifferByValue(String a, String c) {
        problemsOf(QuestionBuilder.valid().option("A", a).option("C", c))
                .containsExactly("Options A and C say the same.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All of the above",
                "None of the above.",
                "none of these",
                "Both A and B",
                "A and C",
                "Neither of the above"
            })
    void rejectsOptionsAboutOtherOptions(String option) {
        problemsOf(QuestionBuilder.valid().option("D", option))
                .anyMatch(p -> p.contains("refers to the other options"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the area of the triangle in the figure above?",
                "The graph shown is a parabola. What is its vertex?",
                "Use the diagram below to find \\(x\\).",
                "Based on the following chart, what is the mean?",
                "The table shows the sales of a shop. What is the mean?",
                "Solve the problem at https://example.org/1.",
                "According to the passage, what is \\(x\\)?",
                "Note: figure not drawn to scale. What is \\(x\\)?",
                "Which choice best describes the function of the underlined sentence?"
            })
    void requiresASelfContainedQuestion(String question) {
        problemsOf(QuestionBuilder.valid().asking(question)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The graph of \\(y = f(x)\\) in the xy-plane passes through \\((0, 5)\\). What is \\(f(0)\\)?",
                "A table has 5 legs. How many legs are there?",
                "The table shows sales.\n\n| Day | Sales |\n|---|---|\n| 1 | 5 |\n\nHow many were sold on day 1?",
                "A map has a scale of 1 to 5. What is the scale?",
                "A notebook costs $5 and a pen costs $3. What does the notebook cost?"
            })
    void allowsGraphsAndTablesThatAreDescribed(String question) {
        problemsOf(QuestionBuilder.valid().asking(question)).isEmpty();
    }

    @Test
    void requiresAPassageOfTheRightLength() {
        problemsOf(QuestionBuilder.aboutAPassage().about(null)).anyMatch(p -> p.contains("needs a passage"));
        problemsOf(QuestionBuilder.aboutAPassage().about("Too short. ______ it is."))
                .anyMatch(p -> p.contains("The passage has 4 words"));
        problemsOf(QuestionBuilder.aboutAPassage().about("word ".repeat(151) + "______"))
                .anyMatch(p -> p.contains("The passage has 151 words"));
        problemsOf(QuestionBuilder.aboutAPassage().about("word ".repeat(150) + "______"))
                .isEmpty();
        problemsOf(QuestionBuilder.aboutAPassage().about("word ".repeat(25) + "______"))
                .isEmpty();
    }

    @Test
    void requiresTwoTextsForCrossTextConnections() {
        String text = "word ".repeat(30);
        QuestionBuilder question = QuestionBuilder.aboutAPassage()
                .on(Skill.CROSS_TEXT_CONNECTIONS)
                .asking("How would the author of Text 2 respond?");
        problemsOf(question.about(text)).anyMatch(p -> p.contains("two texts"));
        problemsOf(question.about("Text 1\n" + text + "\n\nText 2\nToo short."))
                .anyMatch(p -> p.contains("in each text"));
        problemsOf(question.about("Text 1\n" + text + "\n\nText 2\n" + text)).isEmpty();
    }

    @Test
    void requiresTheBlankExactlyOnce() {
        problemsOf(QuestionBuilder.aboutAPassage().about("word ".repeat(40)))
                .containsExactly("The blank (______) must appear exactly once; it appears 0 times.");
        problemsOf(QuestionBuilder.aboutAPassage().about("word ".repeat(40) + "______ and ______"))
                .containsExactly("The blank (______) must appear exactly once; it appears 2 times.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is \\(x + 1?", "What is x\\)?", "What is \\(\\frac{1}{2\\)?", "What is \\(a}b{\\)?",
                        "What is \\frac{1}{2}?",
                "What is $$x$$?", "What is $x^2$?", "What is \\(\\(x\\)\\)?", "What is \\(\\frac{1}\\)?",
                        "What is \\(\\left( x )\\)?",
                "What is \\(\\begin{cases} x\\)?", "What is \\( \\)?", "What is \\(x\\]?", "What is \\[x\\)?",
                        "What is 3 \times 4\f?",
                "What is \\(x \\sqrt\\)?"
            })
    void requiresLatexThatCanBeParsed(String question) {
        problemsOf(QuestionBuilder.valid().asking(question)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is \\(\\left\\{x\\right\\}\\)?",
                "What is \\[\\begin{cases} x = 5 \\\\ y = 2 \\end{cases}\\]?",
                "What is \\(\\frac12 + \\dfrac{x}{\\sqrt{2}}\\)?",
                "What is \\(\\frac{\\frac{1}{2}}{3}\\)?",
                "What is \\(50\\%\\) of 10?",
                "What is \\(x_{1}\\) for $5?",
                "What is \\(\\frac\\pi2\\)?"
            })
    void allowsSchoolLatex(String question) {
        problemsOf(QuestionBuilder.valid().asking(question)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Then \\(x = 5\\). The correct answer is C.",
                "Then \\(x = 5\\). Option A is correct.",
                "Then \\(x = 5\\). So the answer is (D).",
                "Then \\(x = 5\\). **Choice C** is the best answer.",
                "Then \\(x = 5\\). Correct answer: A",
                "Then \\(x = 5\\). Choice B is incorrect.",
                "Then \\(x = 8\\).",
                "Then \\(x = 5\\), so \\(2x = 10\\). The answer is \\(8\\).",
                "Just solve it.",
                "Then \\(2x = 16\\). So \\(x = 8\\). Choice B forgets to subtract, which gives 5."
            })
    void requiresAnExplanationThatEndsAtTheKey(String explanation) {
        problemsOf(QuestionBuilder.valid().explained(explanation)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Then \\(x = 5\\). The correct answer is B.",
                "Then \\(x = 5\\). Choice A is incorrect because it is \\(3\\). Choice C is wrong: \\(8\\) is not a"
                        + " solution.",
                "So \\(x = \\frac{10}{2} = 5\\). Check: \\(2 \\cdot 5 + 3 = 13\\).",
                "Subtract 3 and divide by 2 to get 5.",
                "The answer is \\(x = 5\\), option B. The other options, 3, 8 and 10, come from mistakes.",
                "So \\[x = 5.\\]",
                "Choice B is the best answer because \\(x = 5\\). A common mistake gives \\(8\\)."
            })
    void allowsTheWaysToEndAtTheKey(String explanation) {
        problemsOf(QuestionBuilder.valid().explained(explanation)).isEmpty();
    }

    @Test
    void understandsPercentAndFractionsInExplanations() {
        problemsOf(QuestionBuilder.valid()
                        .option("B", "25%")
                        .explained("That is \\(\\frac{5}{20} = 0.25\\), or 25 percent."))
                .isEmpty();
        problemsOf(QuestionBuilder.typed()
                        .key("1/3")
                        .answers("1/3", ".3333", "0.333")
                        .explained("So \\(x = \\frac{1}{3}\\)."))
                .isEmpty();
        problemsOf(QuestionBuilder.typed().key(".3333").answers(".3333").explained("So \\(x = \\frac{1}{3}\\)."))
                .isEmpty();
    }

    @Test
    void requiresTypedAnswersThatFitTheField() {
        problemsOf(QuestionBuilder.typed().key("123456").answers("123456"))
                .anyMatch(p -> p.contains("more than 5 characters"));
        problemsOf(QuestionBuilder.typed().key("x = 5").answers("5")).anyMatch(p -> p.contains("cannot be typed"));
        problemsOf(QuestionBuilder.typed().answers("6")).anyMatch(p -> p.contains("does not contain correct_answer"));
        problemsOf(QuestionBuilder.typed().key("1/3").answers("1/3", ".33").explained("So \\(x = \\frac{1}{3}\\)."))
                .containsExactly(
                        "The answer \".33\" is a rounding of another one that does not fill the five characters.");
        problemsOf(QuestionBuilder.typed().explained("So \\(x = 5\\). That is choice B."))
                .anyMatch(p -> p.contains("speaks of an option"));
    }

    @Test
    void boundsItsWorkOnHugeTexts() {
        problemsOf(QuestionBuilder.valid().explained("\\(".repeat(40_000)))
                .containsExactly("The explanation is too long.");
    }
}
