package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.question.ParseResult.Parsed;
import org.satbuddy.tutor.question.ParseResult.Unreadable;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

class QuestionParserTest {

    private static final String PLAIN =
            "{\"question\": \"What is 2 + 3?\", \"options\": {\"A\": \"4\", \"B\": \"5\", \"C\": \"6\","
                    + " \"D\": \"7\"}, \"correct_answer\": \"B\", \"explanation\": \"2 + 3 = 5.\"}";

    private static Question parse(String text) {
        ParseResult result = QuestionParser.parse(text);
        assertThat(result).isInstanceOf(Parsed.class);
        return ((Parsed) result).question();
    }

    private static String stem(String inString) {
        return parse(PLAIN.replace("What is 2 + 3?", inString)).question();
    }

    static Stream<String> wrappings() {
        return Stream.of(
                PLAIN,
                "```json\n" + PLAIN + "\n```",
                "```\n" + PLAIN + "\n```",
                "Here is your question:\n\n" + PLAIN + "\n\nGood luck!",
                "<think>I could use {\"question\": \"no\"} or \\frac{1}{2}.</think>\n" + PLAIN,
                "The set \\{1, 2\\} and \\frac{1}{2} are {nice}. " + PLAIN,
                "[" + PLAIN + "]",
                "{\"question\": " + PLAIN + "}",
                "{\"questions\": [" + PLAIN + "]}",
                PLAIN.replace("}", ",}"),
                PLAIN.replace("\"7\"}", "\"7\" , \n }"),
                PLAIN.replace(", \"", ",\n\t\""),
                "\uFEFF" + PLAIN,
                PLAIN + "\n" + PLAIN,
                PLAIN.replace("\"B\", \"expl", "\"Option B\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "\"b)\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "\"(B)\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "\"**B**\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "\"B) 5\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "\"5\", \"expl"),
                PLAIN.replace("\"B\", \"expl", "5, \"expl"),
                PLAIN.replace("correct_answer", "answer"),
                PLAIN.replace("correct_answer", "correctAnswer"),
                PLAIN.replace("\"5\"", "5"),
                PLAIN.replace(
                        "{\"A\": \"4\", \"B\": \"5\", \"C\": \"6\", \"D\": \"7\"}", "[\"4\", \"5\", \"6\", \"7\"]"),
                PLAIN.replace(
                        "{\"A\": \"4\", \"B\": \"5\", \"C\": \"6\", \"D\": \"7\"}",
                        "[\"A) 4\", \"B) 5\", \"C) 6\", \"D) 7\"]"),
                PLAIN.replace(
                        "{\"A\": \"4\", \"B\": \"5\", \"C\": \"6\", \"D\": \"7\"}",
                        "{\"a\": \"A. 4\", \"b\": \"B. 5\", \"c\": \"C. 6\", \"d\": \"D. 7\"}"),
                PLAIN.replace("\"2 + 3 = 5.\"", "[\"2 + 3 = 5.\"]"));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void findsTheQuestionInWhatModelsWriteAroundIt(String answer) {
        assertThat(parse(answer)).isEqualTo(parse(PLAIN));
    }

    static Stream<Arguments> strings() {
        return Stream.of(
                // Single backslashes, as models write them.
                Arguments.of("\\( \\frac{1}{2} \\)", "\\( \\frac{1}{2} \\)"),
                Arguments.of("\\(\\beta \\times \\theta\\)", "\\(\\beta \\times \\theta\\)"),
                Arguments.of("\\(a \\neq b\\)", "\\(a \\neq b\\)"),
                Arguments.of("\\(a \\ne b \\nu\\)", "\\(a \\ne b \\nu\\)"),
                Arguments.of("\\(\\left( x \\right)\\)", "\\(\\left( x \\right)\\)"),
                Arguments.of("\\(\\rho \\to \\tan x\\)", "\\(\\rho \\to \\tan x\\)"),
                Arguments.of("\\(\\text{cm} \\underline{x}\\)", "\\(\\text{cm} \\underline{x}\\)"),
                Arguments.of("\\(\\begin{cases} 1 \\end{cases}\\)", "\\(\\begin{cases} 1 \\end{cases}\\)"),
                Arguments.of("\\[ x^2 \\]", "\\[ x^2 \\]"),
                Arguments.of("\\(3 \\cdot 4\\,\\text{m}\\)", "\\(3 \\cdot 4\\,\\text{m}\\)"),
                Arguments.of("\\(50\\%\\)", "\\(50\\%\\)"),
                Arguments.of("\\(\\sqrt{x}\\)\\nThen solve.", "\\(\\sqrt{x}\\)\nThen solve."),
                Arguments.of("\\(\\forall x \\bar{x} \\boxed{5}\\)", "\\(\\forall x \\bar{x} \\boxed{5}\\)"),
                Arguments.of("\\(\\triangle ABC \\therefore \\tau\\)", "\\(\\triangle ABC \\therefore \\tau\\)"),
                // Doubled backslashes, as JSON requires.
                Arguments.of("\\\\( \\\\frac{1}{2} \\\\)", "\\( \\frac{1}{2} \\)"),
                Arguments.of("\\\\(a \\\\neq b\\\\)\\nNow \\\\(\\\\theta\\\\)", "\\(a \\neq b\\)\nNow \\(\\theta\\)"),
                Arguments.of("\\\\(x\\\\)\\nne pas", "\\(x\\)\nne pas"),
                Arguments.of("\\\\(1\\\\)\\nu = 3", "\\(1\\)\nu = 3"),
                // Both in one text.
                Arguments.of("\\\\(x\\\\) and \\(\\frac{1}{2}\\)", "\\(x\\) and \\(\\frac{1}{2}\\)"),
                // Genuine JSON escapes.
                Arguments.of("Line one.\\nLine two.", "Line one.\nLine two."),
                Arguments.of("Line one.\\n\\nNext, though.", "Line one.\n\nNext, though."),
                Arguments.of("a\\tb", "a b"),
                Arguments.of("Line one.\\r\\nLine two.", "Line one.\nLine two."),
                Arguments.of("She said \\\"yes\\\".", "She said \"yes\"."),
                Arguments.of("35\\u00b0", "35\u00b0"),
                Arguments.of("it\\'s", "it's"),
                Arguments.of("and\\/or", "and/or"),
                Arguments.of("\\(\\unit\\)", "\\(\\unit\\)"),
                // Raw characters that JSON forbids.
                Arguments.of("Line one.\nLine two.", "Line one.\nLine two."),
                Arguments.of("a\tb", "a b"),
                // Unescaped quotation marks.
                Arguments.of("What does the word \"light\" mean?", "What does the word \"light\" mean?"),
                Arguments.of(
                        "What do \"light\", in line 1, and \"dark\" mean?",
                        "What do \"light\", in line 1, and \"dark\" mean?"));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void restoresTheIntendedStrings(String written, String meant) {
        assertThat(stem(written)).isEqualTo(meant);
    }

    @Test
    void readsTheAdditionalFields() {
        Question question = parse(PLAIN.replace(
                "{\"question\"",
                "{\"passage\": \"A text.\", \"section\": \"Math\", \"domain\": \"Algebra\", \"skill\": \"Linear"
                        + " functions\", \"difficulty\": \"Hard\", \"type\": \"mcq\", \"question\""));
        assertThat(question.passage()).isEqualTo("A text.");
        assertThat(question.skill()).isEqualTo(Skill.LINEAR_FUNCTIONS);
        assertThat(question.difficulty()).isEqualTo(Difficulty.HARD);
        assertThat(question.options()).isEqualTo(Map.of("A", "4", "B", "5", "C", "6", "D", "7"));
    }

    @Test
    void completesTheAnswersOfATypedQuestion() {
        String typed =
                "{\"question\": \"?\", \"options\": null, \"correct_answer\": \"\\\\frac{1}{3}\", \"explanation\":"
                        + " \"1/3\", \"type\": \"spr\", \"answers\": [\"1/3\", 0.333]}";
        Question question = parse(typed);
        assertThat(question.type()).isEqualTo(QuestionType.SPR);
        assertThat(question.correctAnswer()).isEqualTo("1/3");
        assertThat(question.answers()).isEqualTo(List.of("1/3", ".3333", "0.333"));
        assertThat(parse(typed.replace("\"\\\\frac{1}{3}\"", "12").replace(", \"answers\": [\"1/3\", 0.333]", ""))
                        .answers())
                .containsExactly("12");
    }

    /** The key is 9, wherever it stands in the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'id': 'C', 'text': '9'}, {'id': 'A', 'text': '3'}, {'id': 'D', 'text': '15'}, {'id': 'B', 'text': '6'}]",
                "[{'label': 'c)', 'value': '9'}, {'label': 'a)', 'value': '3'}, {'label': 'b)', 'value': '6'},"
                        + " {'label': 'd)', 'value': '15'}]",
                "[{'option': 'B', 'text': '6'}, {'option': 'C', 'text': '9'}, {'option': 'A', 'text': '3'},"
                        + " {'option': 'D', 'text': '15'}]",
                "[{'letter': 'D', 'option': '15'}, {'letter': 'C', 'option': '9'}, {'letter': 'A', 'option': '3'},"
                        + " {'letter': 'B', 'option': '6'}]",
                "[{'id': 'C', 'text': 'C) 9'}, {'id': 'A', 'text': 'A) 3'}, {'id': 'B', 'text': 'B) 6'},"
                        + " {'id': 'D', 'text': 'D) 15'}]",
                "[{'C': '9'}, {'A': '3'}, {'B': '6'}, {'D': '15'}]",
                "['C) 9', 'A) 3', 'B) 6', 'D) 15']",
                "['(D) 15', '(C) 9', '(B) 6', '(A) 3']",
                "['**B.** 6', '**C.** 9', '**D.** 15', '**A.** 3']",
                "['b) 6', 'c) 9', 'd) 15', 'a) 3']",
                "['Choice D: 15', 'Choice C: 9', 'Choice A: 3', 'Choice B: 6']",
                "['B – 6', 'A – 3', 'C – 9', 'D – 15']",
                "['3', '6', '9', '15']",
                "[{'text': '3'}, {'text': '6'}, {'text': '9', 'correct': true}, {'text': '15'}]",
                "{'c': '9', 'b': '6', 'a': '3', 'd': '15'}",
                "{'C)': 'C) 9', 'B)': 'B) 6', 'A)': 'A) 3', 'D)': 'D) 15'}"
            })
    void readsOptionsByTheirLetters(String options) {
        Question question = parse(withOptions(options, "C"));
        assertThat(question.options()).isEqualTo(Map.of("A", "3", "B", "6", "C", "9", "D", "15"));
        assertThat(question.keyText()).isEqualTo("9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9"})
    void readsAKeyThatIsTheIdOrTheTextOfAnOption(String key) {
        String options = "[{'id': 1, 'text': 'three'}, {'id': 4, 'text': 'six'}, {'id': 3, 'text': '9'},"
                + " {'id': 2, 'text': 'fifteen'}]";
        Question question = parse(withOptions(options, key));
        assertThat(question.keyText()).isEqualTo("9");
        assertThat(question.correctAnswer()).isEqualTo("C");
    }

    /** Guessing would teach a wrong answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "['C) 9', '3', '6', '15']",
                "[{'id': 'C', 'text': '9'}, {'id': 'x', 'text': '3'}, {'id': 'B', 'text': '6'}, {'id': 'D', 'text': '15'}]",
                "['C) 9', 'C) 3', 'B) 6', 'D) 15']",
                "[{'id': 1, 'text': '9'}, {'id': 2, 'text': '3'}, {'id': 3, 'text': '6'}, {'id': 4, 'text': '15'}]",
                "{'A': 'C) 9', 'B': 'A) 3', 'C': 'B) 6', 'D': 'D) 15'}"
            })
    void refusesOptionsIfTheKeyMayBeAnother(String options) {
        assertThat(QuestionParser.parse(withOptions(options, "C")))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("options"));
    }

    private static String withOptions(String options, String key) {
        return "{'question': 'What is it?', 'options': "
                .concat(options)
                .concat(", 'correct_answer': '" + key + "', 'explanation': 'It is 9.'}")
                .replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "I cannot help with that.",
                "{}",
                "{\"question\"",
                "{\"question\": \"What",
                "{\"answer\": \"B\"}",
                "{\"question\": 5}",
                "{\"question\": \"?\", \"options\": {}}",
                "{\"question\": \"?\", \"options\": \"A\", \"correct_answer\": \"A\", \"explanation\": \"!\"}",
                "{\"question\": \"?\", \"options\": null, \"type\": \"mcq\", \"correct_answer\": \"A\","
                        + " \"explanation\": \"!\"}",
                "{\"question\": \"?\", \"options\": {\"A\": \"1\"}, \"correct_answer\": \"A\"}",
                "{\"question\": \"?\", \"options\": {\"A\": \"1\"}, \"explanation\": \"!\"}"
            })
    void saysWhatIsMissing(String answer) {
        assertThat(QuestionParser.parse(answer))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason()).isNotBlank().endsWith("."));
    }

    @Test
    void treatsNullLikeAnEmptyAnswer() {
        assertThat(QuestionParser.parse(null)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"",
                "{\"a\":",
                "[",
                "{\"a\":[",
                "\\",
                "\"",
                "{\"\\",
                "{\"question\":\"\\",
                "{ \"a\": 1, ",
                "{\"a\":\"\\n"
            })
    void boundsItsWorkOnHostileText(String piece) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(QuestionParser.parse(piece.repeat(65_000 / piece.length())))
                    .isInstanceOf(Unreadable.class);
            assertThat(QuestionParser.parse(piece.repeat(500_000))).isInstanceOf(Unreadable.class);
        });
    }

    @Test
    void survivesHugeNumbers() {
        assertThat(parse(PLAIN.replace("\"5\"", "1e999999999")).options().get("B"))
                .isNotBlank();
    }

    @Property(tries = 500)
    void neverThrows(@ForAll String text) {
        QuestionParser.parse(text);
        QuestionParser.parse("{\"question\": \"" + text + "\"}");
    }

    @Property(tries = 300)
    void readsBackAnyStringThatIsProperJson(@ForAll String text) {
        String visible = text.replaceAll("\\p{Cntrl}|\\\\", "").strip();
        String json = QuestionJson.PROVIDER.createValue("x " + visible + " y").toString();
        assertThat(parse(PLAIN.replace("\"What is 2 + 3?\"", json)).question()).isEqualTo("x " + visible + " y");
    }
}
