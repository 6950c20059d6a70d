package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.PersonalData.Finding;
import org.satbuddy.tutor.question.QuestionBank;
import org.satbuddy.tutor.taxonomy.Skill;
import org.satbuddy.tutor.taxonomy.Topic;

/** Tests which personal data is found and, above all, which text is left alone. */
class PersonalDataTest {

    private static final String NAME = "Anne-Marie O'Neill";
    private static final PersonalData FINDER = new PersonalData(List.of(NAME));
    private static final Pattern MARKED = Pattern.compile("⟦(.*?)⟧");

    private static List<String> found(String text) {
        return found(FINDER, text);
    }

    private static List<String> found(PersonalData finder, String text) {
        return finder.in(text).stream()
                .map(finding -> text.substring(finding.from(), finding.to()))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = PersonalDataTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    static Stream<String> mathematics() {
        return resource("/personal-data/mathematics.txt").lines();
    }

    static Stream<String> personalData() {
        return resource("/personal-data/personal-data.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("mathematics")
    void leavesMathematicsAndReadingAlone(String line) {
        assertThat(found(line)).isEmpty();
    }

    /** Lines that run into each other are left alone too. */
    @Test
    void leavesAPageOfMathematicsAlone() {
        String page = mathematics().collect(Collectors.joining("\n"));

        assertThat(found(page)).isEmpty();
        assertThat(found(page.replace("\n", "\n\n"))).isEmpty();
    }

    /** Brackets mark all the personal data in a line. The finder must find exactly the marked text. */
    @ParameterizedTest
    @MethodSource("personalData")
    void findsPersonalData(String line) {
        List<String> marked =
                MARKED.matcher(line).results().map(mark -> mark.group(1)).toList();

        assertThat(marked).isNotEmpty();
        assertThat(found(line.replaceAll("[⟦⟧]", ""))).isEqualTo(marked);
    }

    @Test
    void leavesTheStudyGuideAlone() {
        String index = resource("/study-guide/index.txt");

        List<String> entries =
                index.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();

        assertThat(entries)
                .hasSizeGreaterThan(20)
                .allSatisfy(entry -> assertThat(found(resource("/study-guide/" + entry + ".md")))
                        .isEmpty());
    }

    @Test
    void leavesPracticeQuestionsAlone() {
        assertThat(found(resource("/question-bank/reading-and-writing.json"))).isEmpty();
        var bank = new QuestionBank();
        var random = new Random(8);

        for (Skill skill : Skill.values()) {
            for (int i = 0; i < 40; i++) {
                Topic topic = Topic.of("", null, null, skill.title());
                String question = bank.next(topic, null, null, random).toJson().toString();
                assertThat(found(question)).as(question).isEmpty();
            }
        }
    }

    @Test
    void leavesNumbersInAFenceAlone() {
        assertThat(found("```\nx = 1\n\n555-123-4567\n```\n")).isEmpty();
        assertThat(found("~~~ python\n555-123-4567\n~~~\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nwhat opens and does not close: 555-123-4567",
                "`one paragraph\n\n555-123-4567 another one`",
                "\\( one paragraph\n\n555-123-4567 another one \\)",
                "$$ one paragraph\n\n555-123-4567 another one $$",
                "\\( 555-123-4567",
                "\\`555-123-4567\\`",
                "a $5 book, and 555-123-4567 is my number, and $6 more",
                "a 5$ book, 555-123-4567 is the number, 6$ more",
            })
    void ignoresAStrayDelimiter(String text) {
        assertThat(found(text)).containsExactly("555-123-4567");
    }

    @Test
    void findsANameAcrossLines() {
        assertThat(found("I am Anne-Marie\nO'Neill.")).containsExactly("Anne-Marie\nO'Neill");
        assertThat(found("I am anne-marie \u00a0 O’NEILL.")).containsExactly("anne-marie \u00a0 O’NEILL");
    }

    @Test
    void findsNoNameInsideAWord() {
        assertThat(found("Anne-Marie O'Neillson and Joanne-Marie O'Neill")).isEmpty();
        assertThat(found("Anne-Marie and O'Neill")).isEmpty();
        assertThat(found("Anne-Marie, O'Neill")).isEmpty();
    }

    @Test
    void findsANameWithAQuotationMarkAlsoInsideJson() {
        var finder = new PersonalData(List.of("Dwayne \"Rock\" Stone"));

        assertThat(found(finder, "I am Dwayne “Rock” Stone.")).containsExactly("Dwayne “Rock” Stone");
        assertThat(found(finder, "{\"a\": \"Dwayne \\\"Rock\\\" Stone\"}"))
                .containsExactly("Dwayne \\\"Rock\\\" Stone");
    }

    @ParameterizedTest
    @CsvSource({
        "Li, Li said that an ion such as LI has li, ''",
        "Will, Will will do it, Will",
        "Grace, grace is GRACE, grace GRACE",
        "An Do, what an do is AN DO, an do AN DO",
        "'  ', nothing at all, ''",
        "., a. b., ''",
    })
    void sparesWordsThatMatchAShortSingleName(String name, String text, String expected) {
        assertThat(String.join(" ", found(new PersonalData(List.of(name)), text)))
                .isEqualTo(expected);
    }

    @Test
    void mergesOverlappingFindings() {
        assertThat(found("Anne-Marie O'Neill@school.edu")).containsExactly("Anne-Marie O'Neill@school.edu");
    }

    /** Texts that make patterns backtrack, at the size of a whole conversation. */
    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            strings = {
                "\\(",
                "$",
                "$$x",
                "`",
                "` ``",
                "a.",
                "a@",
                "a@b.",
                "+1(1",
                "+1 ",
                "\n \n",
                "Anne-Marie ",
                "call me  "
            })
    void finishesInTimeWithAnyText(String one) {
        String text = one.repeat(64_000 / one.length());

        assertThat(FINDER.in(text)).isEmpty();
        assertThat(found(text + " jane@school.edu")).endsWith("jane@school.edu");
    }

    @Test
    void doesNotShowWhatItFound() {
        assertThat(FINDER.in("I am jane@school.edu"))
                .singleElement()
                .hasToString(new Finding(5, 20, Placeholder.ADDRESS).toString());
        assertThat(FINDER.toString()).doesNotContain("Anne", "Neill");
    }
}
