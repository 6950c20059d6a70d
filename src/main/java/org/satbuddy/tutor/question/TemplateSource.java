package org.satbuddy.tutor.question;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.satbuddy.tutor.question.math.Draft;
import org.satbuddy.tutor.question.math.Template;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/** Turns the drafts of a template into questions. */
record TemplateSource(Template template) implements QuestionSource {

    private static final int MOST_DRAWS = 100;

    @Override
    public Skill skill() {
        return template.skill();
    }

    @Override
    public Set<Difficulty> difficulties() {
        return template.difficulties();
    }

    @Override
    public boolean offers(QuestionType type) {
        return type == QuestionType.MCQ || template.typed();
    }

    @Override
    public Question draw(Difficulty difficulty, QuestionType type, RandomGenerator random) {
        if (type == QuestionType.MCQ) {
            return choice(template.draw(difficulty, random), difficulty, random);
        }
        for (int i = 0; i < MOST_DRAWS; i++) {
            Draft draft = template.draw(difficulty, random);
            List<String> answers = SprEntry.equivalents(draft.value());
            if (!answers.isEmpty()) {
                return typed(draft, answers, difficulty);
            }
        }
        throw new IllegalStateException(template.name() + " draws no numbers that can be typed");
    }

    private Question choice(Draft draft, Difficulty difficulty, RandomGenerator random) {
        List<ShuffledOptions.Option> wrong = draft.wrong().stream()
                .map(option -> new ShuffledOptions.Option(option.text(), option.why()))
                .toList();
        ShuffledOptions shuffled = ShuffledOptions.of(draft.key(), wrong, random);
        String others = shuffled.wrong().stream()
                .map(other -> "Choice " + other.letter() + " " + other.why() + ".")
                .collect(Collectors.joining(" "));
        String value = draft.value() == null ? "" : ": " + draft.key();
        return question(
                draft.stem(),
                shuffled,
                shuffled.key(),
                null,
                draft.solution() + "\n\n" + others + "\n\nThe correct answer is choice " + shuffled.key() + value + ".",
                difficulty);
    }

    private Question typed(Draft draft, List<String> answers, Difficulty difficulty) {
        String ways = answers.size() == 1 ? "" : " It can be typed as " + String.join(" or ", answers) + ".";
        return question(
                draft.stemForEntry(),
                null,
                answers.get(0),
                answers,
                draft.solution() + ways + "\n\nThe correct answer is " + draft.key() + ".",
                difficulty);
    }

    private Question question(
            String stem,
            ShuffledOptions shuffled,
            String key,
            List<String> answers,
            String explanation,
            Difficulty difficulty) {
        return new Question(
                stem,
                shuffled == null ? null : shuffled.options(),
                key,
                answers,
                explanation,
                null,
                skill().section(),
                skill().domain(),
                skill(),
                difficulty,
                shuffled == null ? QuestionType.SPR : QuestionType.MCQ);
    }
}
