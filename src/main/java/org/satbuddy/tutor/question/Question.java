package org.satbuddy.tutor.question;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;
import org.satbuddy.tutor.taxonomy.Topic;

/**
 * A practice question as it was written. {@link QuestionCheck} decides whether it is valid.
 *
 * @param question what is asked; Markdown, with mathematics in {@code \( \)} and {@code \[ \]}
 * @param options the texts of the options by their letters; null for a student-produced response
 * @param correctAnswer the letter of the right option, or the right number as it is typed
 * @param answers every way to type the right number; null for a question with options
 * @param passage the text that the question is about; null if there is none
 * @param section null if unknown, like {@code domain} and {@code skill}: a student may ask for a topic outside the test
 * @param difficulty null if unknown
 */
public record Question(
        String question,
        Map<String, String> options,
        String correctAnswer,
        List<String> answers,
        String explanation,
        String passage,
        Section section,
        Domain domain,
        Skill skill,
        Difficulty difficulty,
        QuestionType type) {

    public Question {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(correctAnswer, "correctAnswer");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(type, "type");
        options = options == null ? null : Collections.unmodifiableMap(new TreeMap<>(options));
        answers = answers == null ? (type == QuestionType.SPR ? List.of() : null) : List.copyOf(answers);
    }

    /** Returns the JSON of the HTTP contract. Fields that are null are written as null, except {@code answers}. */
    public JsonObject toJson() {
        return QuestionJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws RuntimeException if the JSON is anything else; {@link QuestionParser} reads a model's text
     */
    public static Question fromJson(JsonObject json) {
        return QuestionJson.read(json);
    }

    /**
     * Returns this question filed under the topic that was asked for. Its own section, domain and skill are kept only
     * where they lie within the topic. Its own difficulty is kept only if none was asked for.
     */
    public Question filedUnder(Topic topic, Difficulty asked) {
        Skill filed = topic.skill() == null && liesWithin(topic) ? skill : topic.skill();
        Domain under =
                topic.domain() == null && domain != null && isIn(topic, domain.section()) ? domain : topic.domain();
        under = filed == null ? under : filed.domain();
        Section in = topic.section() == null ? section : topic.section();
        return new Question(
                question,
                options,
                correctAnswer,
                answers,
                explanation,
                passage,
                under == null ? in : under.section(),
                under,
                filed,
                asked == null ? difficulty : asked,
                type);
    }

    private boolean liesWithin(Topic topic) {
        return skill != null
                && isIn(topic, skill.section())
                && (topic.domain() == null || topic.domain() == skill.domain());
    }

    private static boolean isIn(Topic topic, Section section) {
        return topic.section() == null || topic.section() == section;
    }

    /** Returns the right answer as a reader sees it: the text of the right option, or the number. */
    String keyText() {
        return options == null ? correctAnswer : options.getOrDefault(correctAnswer, "");
    }
}
