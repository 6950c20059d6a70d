package org.satbuddy.tutor.question;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * A question that was written for the bank. Its options have no letters yet.
 *
 * @param why the end of the sentence "Choice … is the best answer because"; in {@code wrong}, the end of "Choice … is
 *     incorrect because"
 */
record WrittenItem(
        Skill skill,
        Difficulty difficulty,
        String passage,
        String question,
        String key,
        String why,
        List<ShuffledOptions.Option> wrong)
        implements QuestionSource {

    static WrittenItem of(JsonObject json) {
        JsonObject key = json.getJsonObject("key");
        return new WrittenItem(
                Skill.find(json.getString("skill")).orElseThrow(),
                Difficulty.find(json.getString("difficulty")).orElseThrow(),
                json.getString("passage"),
                json.getString("question"),
                key.getString("text"),
                key.getString("why"),
                json.getJsonArray("wrong").getValuesAs(JsonObject.class).stream()
                        .map(option -> new ShuffledOptions.Option(option.getString("text"), option.getString("why")))
                        .toList());
    }

    @Override
    public Set<Difficulty> difficulties() {
        return Set.of(difficulty);
    }

    @Override
    public boolean offers(QuestionType type) {
        return type == QuestionType.MCQ;
    }

    @Override
    public Question draw(Difficulty asked, QuestionType type, RandomGenerator random) {
        ShuffledOptions shuffled = ShuffledOptions.of(key, wrong, random);
        String others = shuffled.wrong().stream()
                .map(other -> "Choice " + other.letter() + " is incorrect because " + other.why() + ".")
                .collect(Collectors.joining("\n\n"));
        return new Question(
                question,
                shuffled.options(),
                shuffled.key(),
                null,
                "Choice " + shuffled.key() + " is the best answer because " + why + ".\n\n" + others,
                passage,
                skill.section(),
                skill.domain(),
                skill,
                difficulty,
                QuestionType.MCQ);
    }
}
