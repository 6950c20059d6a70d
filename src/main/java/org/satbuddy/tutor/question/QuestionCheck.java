package org.satbuddy.tutor.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.tutor.question.math.Fraction;
import org.satbuddy.tutor.question.math.MathValue;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * Finds the problems of a question that show without solving it. Each problem is a sentence that can be sent back to
 * the model that wrote the question.
 */
public final class QuestionCheck {

    private static final List<String> LETTERS = List.of("A", "B", "C", "D");
    private static final int LONGEST_TEXT = 6000;
    private static final int LONGEST_OPTION = 800;
    private static final int LEAST_WORDS = 25;
    private static final int MOST_WORDS = 150;

    private static final Pattern OF_THE_ABOVE = Pattern.compile(
            "(?i)\\b(?:all|none|both|any|neither|some) of (?:the |these )?(?:above|choices|options|these|other)\\b"
                    + "|^\\s*(?:both |neither )?\\(?[A-D]\\)? (?:and|or|nor) \\(?[A-D]\\)?\\s*\\.?\\s*$");
    private static final Pattern FORM_ASKED = Pattern.compile(
            "(?i)\\bequivalent (?:forms|expressions|equations|versions|ways)\\b|\\bas a (?:constant|coefficient)\\b");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?:|\\bwww\\.|!\\[[^\\]]*\\]\\(");
    private static final String PICTURE =
            "(?:figures?|diagrams?|images?|pictures?|drawings?|graphs?|charts?|scatter ?plots?|number"
                    + " lines?|histograms?|box ?plots?|dot ?plots?|bar graphs?|maps?)";
    private static final Pattern PICTURE_MEANT = Pattern.compile("(?i)\\b" + PICTURE
            + " (?:is |are |as )?(?:above|below|shown|here|depicted|provided|displayed|given|to the (?:left|right))\\b"
            + "|\\b(?:above|accompanying|attached|shown|following) " + PICTURE + "\\b"
            + "|\\b(?:in|from|using|see) the (?:figure|diagram|image|picture|drawing|chart)\\b"
            + "|\\bnot drawn to scale\\b");
    /** Passages tell of maps that are displayed in museums, and of pictures that were shown. */
    private static final Pattern OF_THE_STORY = Pattern.compile("(?i)\\b(?:maps?|pictures?|drawings?|images?|diagrams?)"
            + " (?:is |are |was |were )?(?:shown|displayed|depicted|provided|given)\\b");

    private static final Pattern TABLE_MEANT = Pattern.compile("(?i)\\btable"
            + " (?:above|below|shown|shows|lists|gives|summarizes|summarises|represents)\\b|\\b(?:in|from|of) the"
            + " table\\b|\\b(?:above|following) table\\b");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\h*+\\|.*\\|\\h*$");
    private static final Pattern PASSAGE_MEANT = Pattern.compile(
            "(?i)\\b(?:the|this|following|above) (?:passage|excerpt|text|poem|article)s?\\b|\\bText [12]\\b");
    private static final Pattern UNDERLINE_MEANT = Pattern.compile("(?i)\\bunderlined\\b");
    private static final Pattern UNDERLINE = Pattern.compile("<u>|\\*\\*|(?<!_)__(?!_)|\\[\\[");
    private static final Pattern BLANK_MEANT =
            Pattern.compile("(?i)\\bblank\\b|\\bcompletes? (?:the|this) (?:text|sentence|passage|statement)\\b");
    private static final Pattern BLANK = Pattern.compile("(?:\\\\?_){3,}|\\[blank\\]|(?i:-blank-)");

    private final Question question;
    private final List<String> problems = new ArrayList<>();

    private QuestionCheck(Question question) {
        this.question = question;
    }

    /**
     * Returns the problems of a question; empty if it is valid. The sizes are checked first and the explanation last.
     * A step is skipped if a step before it found a problem.
     */
    public static List<String> problems(Question question) {
        QuestionCheck check = new QuestionCheck(question);
        check.sizes();
        if (check.problems.isEmpty()) {
            check.answer();
            check.selfContained();
            check.passage();
            check.blank();
            check.latex();
        }
        if (check.problems.isEmpty()) {
            check.problems.addAll(ExplanationCheck.problems(question));
        }
        return List.copyOf(check.problems);
    }

    private void sizes() {
        texts().forEach((name, text) -> {
            if (text.isBlank()) {
                problems.add("The " + name + " is empty.");
            } else if (text.length() > (name.startsWith("option") ? LONGEST_OPTION : LONGEST_TEXT)) {
                problems.add("The " + name + " is too long.");
            }
        });
    }

    /** The texts of the question by the names that problems give them. */
    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("question", question.question());
        texts.put("explanation", question.explanation());
        if (question.passage() != null) {
            texts.put("passage", question.passage());
        }
        if (question.options() != null) {
            question.options().forEach((letter, text) -> texts.put("option " + letter, text));
        }
        return texts;
    }

    private void answer() {
        if (question.type() == QuestionType.SPR) {
            if (question.options() != null) {
                problems.add("A student-produced response has no options: options must be null.");
            }
            entries();
        } else if (question.options() == null
                || !List.copyOf(question.options().keySet()).equals(LETTERS)) {
            problems.add("There must be exactly four options, A, B, C and D.");
        } else {
            options();
        }
    }

    private void options() {
        Map<String, String> options = question.options();
        if (!options.containsKey(question.correctAnswer())) {
            problems.add("correct_answer must be one of the letters A, B, C and D.");
        }
        for (int i = 0; i < LETTERS.size(); i++) {
            String text = options.get(LETTERS.get(i));
            if (OF_THE_ABOVE.matcher(text).find()) {
                problems.add("Option " + LETTERS.get(i) + " refers to the other options (\"" + text + "\").");
            }
            for (int j = 0; j < i; j++) {
                if (same(options.get(LETTERS.get(j)), text)) {
                    problems.add("Options " + LETTERS.get(j) + " and " + LETTERS.get(i) + " say the same.");
                }
            }
        }
    }

    /** If the question is which form shows something, all forms have the same value, and only their looks count. */
    private boolean same(String a, String b) {
        boolean formAsked = FORM_ASKED.matcher(question.question()).find();
        return formAsked ? a.strip().equals(b.strip()) : MathValue.same(a, b);
    }

    private void entries() {
        Optional<String> broken = SprEntry.problem(question.correctAnswer());
        if (broken.isPresent()) {
            problems.add("correct_answer cannot be typed as a student-produced response: " + broken.get() + ".");
            return;
        }
        Fraction key = SprEntry.value(question.correctAnswer()).orElseThrow();
        if (question.answers().stream().noneMatch(answer -> SprEntry.accepts(key, answer))) {
            problems.add("answers does not contain correct_answer.");
        }
        for (String answer : question.answers()) {
            SprEntry.problem(answer)
                    .ifPresent(why -> problems.add("The answer \"" + answer + "\" cannot be typed: " + why + "."));
            SprEntry.value(answer)
                    .filter(value -> nearMiss(answer, value))
                    .ifPresent(value -> problems.add("The answer \"" + answer
                            + "\" is a rounding of another one that does not fill the five characters."));
        }
    }

    /** Whether an answer is close to a fraction among the answers but is not a way to type it. */
    private boolean nearMiss(String answer, Fraction value) {
        return question.answers().stream()
                .filter(other -> other.contains("/"))
                .flatMap(other -> SprEntry.value(other).stream())
                .anyMatch(exact -> Math.abs(exact.toDouble() - value.toDouble()) < 0.02
                        && !SprEntry.accepts(exact, answer)
                        && !answer.contains("/"));
    }

    private void selfContained() {
        String all = String.join("\n", texts().values());
        if (ADDRESS.matcher(all).find()) {
            problems.add("The question must not refer to an address or an image.");
        }
        String asked = question.question() + "\n" + (question.passage() == null ? "" : question.passage());
        String passage = question.passage() == null ? "" : question.passage();
        Matcher picture = PICTURE_MEANT.matcher(
                question.question() + "\n" + OF_THE_STORY.matcher(passage).replaceAll(""));
        if (picture.find() && !TABLE.matcher(asked).find()) {
            problems.add("The question refers to a figure (\"" + picture.group()
                    + "\") that is not there: describe it in words.");
        }
        if (TABLE_MEANT.matcher(asked).find() && !TABLE.matcher(asked).find()) {
            problems.add("The question refers to a table that is not there: write it as a Markdown table.");
        }
        if (question.passage() == null
                && PASSAGE_MEANT.matcher(question.question()).find()) {
            problems.add("The question refers to a passage, but passage is null.");
        }
        if (UNDERLINE_MEANT.matcher(question.question()).find()
                && !UNDERLINE.matcher(asked).find()) {
            problems.add("The question speaks of an underlined part, but nothing is marked with <u></u>.");
        }
    }

    private void passage() {
        boolean needed = question.skill() == null
                ? question.section() == Section.READING_AND_WRITING
                : question.skill().needsPassage();
        if (!needed) {
            return;
        }
        if (question.passage() == null) {
            problems.add("This skill needs a passage of " + LEAST_WORDS + " to " + MOST_WORDS + " words.");
            return;
        }
        List<String> parts = List.of(question.passage());
        if (question.skill() == Skill.CROSS_TEXT_CONNECTIONS) {
            int second = question.passage().indexOf("Text 2");
            if (second < 0 || !question.passage().contains("Text 1")) {
                problems.add("The passage must consist of two texts under the headings Text 1 and Text 2.");
                return;
            }
            parts = List.of(
                    question.passage().substring(0, second), question.passage().substring(second));
        }
        for (String part : parts) {
            long words = words(part);
            if (words < LEAST_WORDS || words > MOST_WORDS) {
                problems.add("The passage has " + words + " words; it must have " + LEAST_WORDS + " to " + MOST_WORDS
                        + (parts.size() > 1 ? " in each text." : "."));
            }
        }
    }

    private static long words(String text) {
        return Pattern.compile("\\s+")
                .splitAsStream(text)
                .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    private void blank() {
        if (!BLANK_MEANT.matcher(question.question()).find()) {
            return;
        }
        String all = question.question() + "\n" + (question.passage() == null ? "" : question.passage());
        long blanks = BLANK.matcher(all).results().count();
        if (blanks != 1) {
            problems.add("The blank (______) must appear exactly once; it appears " + blanks + " times.");
        }
    }

    private void latex() {
        texts().forEach((name, text) ->
                LatexCheck.problem(text).ifPresent(problem -> problems.add("The " + name + " " + problem + ".")));
    }
}
