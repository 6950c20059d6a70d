package org.satbuddy.tutor.question;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * A written question. Its options have no letters yet.
 *
 * @param why completes the sentence "… is the best answer because"; in {@code wrong}: "… is incorrect because"
 */
record Item(
        Skill skill,
        Difficulty difficulty,
        String passage,
        String question,
        String key,
        String why,
        List<Arrangement.Option> wrong)
        implements Source {

    static Item of(JsonObject json) {
        JsonObject key = json.getJsonObject("key");
        return new Item(
                Skill.find(json.getString("skill")).orElseThrow(),
                Difficulty.find(json.getString("difficulty")).orElseThrow(),
                json.getString("passage"),
                json.getString("question"),
                key.getString("text"),
                key.getString("why"),
                json.getJsonArray("wrong").getValuesAs(JsonObject.class).stream()
                        .map(option -> new Arrangement.Option(option.getString("text"), option.getString("why")))
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
        Arrangement order = Arrangement.shuffled(key, wrong, random);
        String others = order.others().stream()
                .map(other -> "Choice " + other.letter() + " is incorrect because " + other.why() + ".")
                .collect(Collectors.joining("\n\n"));
        return new Question(
                question,
                order.options(),
                order.key(),
                null,
                "Choice " + order.key() + " is the best answer because " + why + ".\n\n" + others,
                passage,
                skill.section(),
                skill.domain(),
                skill,
                difficulty,
                QuestionType.MCQ);
    }
}
