package org.satbuddy.tutor.question;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/** Builds questions for tests: a valid one, or one that differs from it in the respect under test. */
final class QuestionBuilder {

    private String text = "If \\(2x + 3 = 13\\), what is the value of \\(x\\)?";
    private Map<String, String> options = new TreeMap<>(Map.of("A", "3", "B", "5", "C", "8", "D", "10"));
    private String key = "B";
    private List<String> answers;
    private String explanation = "Subtract \\(3\\): \\(2x = 10\\). Divide by \\(2\\): \\(x = 5\\).";
    private String passage;
    private Skill skill = Skill.LINEAR_EQUATIONS_IN_ONE_VARIABLE;
    private QuestionType type = QuestionType.MCQ;

    static QuestionBuilder valid() {
        return new QuestionBuilder();
    }

    static QuestionBuilder typed() {
        QuestionBuilder builder = new QuestionBuilder();
        builder.options = null;
        builder.key = "5";
        builder.answers = List.of("5");
        builder.type = QuestionType.SPR;
        return builder;
    }

    static QuestionBuilder aboutAPassage() {
        QuestionBuilder builder = new QuestionBuilder();
        builder.skill = Skill.TRANSITIONS;
        builder.passage =
                "The wing was expected to open in March. ______ a delay in the delivery of its roof pushed the"
                        + " opening back to September, when the first visitors could come at last.";
        builder.text = "Which choice completes the text with the most logical transition?";
        builder.options =
                new TreeMap<>(Map.of("A", "However,", "B", "For example,", "C", "Similarly,", "D", "In other words,"));
        builder.key = "A";
        builder.explanation = "Choice A is the best answer because the delay goes against the expectation.";
        return builder;
    }

    QuestionBuilder asking(String newText) {
        text = newText;
        return this;
    }

    QuestionBuilder option(String letter, String newText) {
        options.put(letter, newText);
        return this;
    }

    QuestionBuilder without(String letter) {
        options.remove(letter);
        return this;
    }

    QuestionBuilder key(String newKey) {
        key = newKey;
        return this;
    }

    QuestionBuilder answers(String... newAnswers) {
        answers = List.of(newAnswers);
        return this;
    }

    QuestionBuilder explained(String newExplanation) {
        explanation = newExplanation;
        return this;
    }

    QuestionBuilder about(String newPassage) {
        passage = newPassage;
        return this;
    }

    QuestionBuilder on(Skill newSkill) {
        skill = newSkill;
        return this;
    }

    Question build() {
        return new Question(
                text,
                options,
                key,
                answers,
                explanation,
                passage,
                skill.section(),
                skill.domain(),
                skill,
                Difficulty.EASY,
                type);
    }

    List<String> problems() {
        return QuestionCheck.problems(build());
    }
}
