package org.satbuddy.tutor.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideEntriesTest {

    /** The skills of the test by domain, as the question bank names them. */
    private static final Map<String, List<String>> SKILLS = Map.of(
            "INI",
            List.of(
                    "Central Ideas and Details",
                    "Inferences",
                    "Command of Evidence (Textual)",
                    "Command of Evidence (Quantitative)"),
            "CAS",
            List.of("Words in Context", "Text Structure and Purpose", "Cross-Text Connections"),
            "EOI",
            List.of("Rhetorical Synthesis", "Transitions"),
            "SEC",
            List.of("Boundaries", "Form, Structure, and Sense"),
            "H",
            List.of(
                    "Linear equations in one variable",
                    "Linear functions",
                    "Linear equations in two variables",
                    "Systems of two linear equations in two variables",
                    "Linear inequalities in one or two variables"),
            "P",
            List.of(
                    "Equivalent expressions",
                    "Nonlinear equations in one variable and systems of equations in two variables",
                    "Nonlinear functions"),
            "Q",
            List.of(
                    "Ratios, rates, proportional relationships, and units",
                    "Percentages",
                    "One-variable data: Distributions and measures of center and spread",
                    "Two-variable data: Models and scatterplots",
                    "Probability and conditional probability",
                    "Inference from sample statistics and margin of error",
                    "Evaluating statistical claims: Observational studies and experiments"),
            "S",
            List.of("Area and volume", "Lines, angles, and triangles", "Right triangles and trigonometry", "Circles"));

    private static final List<String> READING_AND_WRITING = List.of("INI", "CAS", "EOI", "SEC");
    private static final Pattern MATHEMATICS = Pattern.compile("\\\\\\[(.*?)\\\\]|\\\\\\((.*?)\\\\\\)", Pattern.DOTALL);

    private static final Pattern HTML = Pattern.compile("<[a-zA-Z/!]");

    static Stream<GuideEntry> entries() {
        return EntryLoader.load().stream();
    }

    @Test
    void coverEverySkillOfTheTest() {
        SKILLS.forEach((domain, titles) -> assertThat(
                        entries().filter(entry -> entry.domain().equals(domain)))
                .extracting(GuideEntry::title)
                .containsExactlyElementsOf(titles));
        assertThat(entries().filter(entry -> entry.domain().equals("GEN"))).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void areInTheSectionOfTheirDomain(GuideEntry entry) {
        String section = entry.domain().equals("GEN")
                ? "General"
                : READING_AND_WRITING.contains(entry.domain()) ? "Reading and Writing" : "Math";
        assertThat(entry.section()).isEqualTo(section);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void haveTheSlugOfTheirTitle(GuideEntry entry) {
        String slug = entry.title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
        assertThat(entry.slug()).isEqualTo(slug.replace(' ', '-'));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void sayEnoughInEveryPartAndNotTooMuch(GuideEntry entry) {
        assertThat(parts(entry)).allSatisfy(part -> assertThat(words(part)).isBetween(10, 260));
        assertThat(parts(entry).mapToInt(GuideEntriesTest::words).sum()).isBetween(190, 500);
        assertThat(entry.approach()).startsWith("1. ").contains("\n2. ").contains("\n3. ");
        assertThat(entry.commonMistakes()).startsWith("- ");
        assertThat(entry.guidingQuestion()).contains("?");
        assertThat(entry.keywords())
                .hasSizeGreaterThan(7)
                .doesNotHaveDuplicates()
                .allMatch(word -> !word.isBlank());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void haveBalancedMathematics(GuideEntry entry) {
        assertThat(Stream.concat(parts(entry), Stream.of(entry.guidingQuestion())))
                .allSatisfy(part -> {
                    String prose = MATHEMATICS.matcher(part).replaceAll("");
                    assertThat(prose).doesNotContain("\\").doesNotContain("$");
                    MATHEMATICS.matcher(part).results().forEach(found -> balanced(found.group()));
                });
    }

    private static void balanced(String mathematics) {
        String inside = mathematics.substring(2, mathematics.length() - 2);
        assertThat(inside).isNotBlank().doesNotContain("\\(", "\\)", "\\[", "\\]", "\n\n");
        int depth = 0;
        for (int i = 0; i < inside.length(); i++) {
            depth += inside.charAt(i) == '{' ? 1 : inside.charAt(i) == '}' ? -1 : 0;
            assertThat(depth).as(mathematics).isNotNegative();
        }
        assertThat(depth).as(mathematics).isZero();
        assertThat(inside.split("\\\\left(?![a-z])", -1))
                .as(mathematics)
                .hasSameSizeAs(inside.split("\\\\right(?![a-z])", -1));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void haveNoLinksOrHtmlAndEmphasisInMathExamples(GuideEntry entry) {
        assertThat(parts(entry))
                .noneMatch(part -> part.contains("http") || HTML.matcher(part).find());
        if (entry.section().equals("Math")) {
            assertThat(entry.workedExample()).contains("**");
        }
    }

    @Test
    void areRefusedIfSomethingIsMissing() {
        String whole = """
            ---
            title: T
            section: Math
            domain: H
            slug: t
            keywords: a; b
            hint: Why?
            ---
            ## What it tests
            One.
            ## How to approach it
            1. Two.
            ## Worked example
            Three.
            ## Common mistakes
            - Four.
            ## Quick practice tip
            Five.
            """;
        GuideEntry entry = EntryParser.parse("t", whole.replace("\n", "\r\n"));
        assertThat(entry.keywords()).containsExactly("a", "b");
        assertThat(parts(entry)).containsExactly("One.", "1. Two.", "Three.", "- Four.", "Five.");
        assertThatThrownBy(() -> EntryParser.parse("t", "no front matter")).hasMessage("t has no front matter");
        assertThatThrownBy(() -> EntryParser.parse("t", whole.replace("hint: Why?", "hint:")))
                .hasMessage("t has no hint");
        assertThatThrownBy(() -> EntryParser.parse("t", whole.replace("## Common mistakes", "## Other")))
                .hasMessage("t has no Common mistakes");
    }

    private static Stream<String> parts(GuideEntry entry) {
        return Stream.of(
                entry.about(), entry.approach(), entry.workedExample(), entry.commonMistakes(), entry.practiceTip());
    }

    private static int words(String text) {
        return (int) Arrays.stream(text.split("\\s+")).count();
    }
}
