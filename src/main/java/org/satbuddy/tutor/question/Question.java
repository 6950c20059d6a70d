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
 * A practice question. This only holds what was written; {@link QuestionCheck} says whether it is a valid question.
 *
 * @param question what is asked; Markdown, with mathematics in {@code \( \)} and {@code \[ \]}
 * @param options the texts of the options by their letters, null for a student-produced response
 * @param correctAnswer the letter of the right option, or the right number as it is typed
 * @param answers every way to type the right number, null for a question with options
 * @param passage what the question is about, null when it stands alone
 * @param section null when the topic is none of the test's, like {@code domain} and {@code skill}
 * @param difficulty null when nobody has said
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

    /** The JSON of the contract; nulls are written. */
    public JsonObject toJson() {
        return QuestionJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws RuntimeException when it is anything else; for the text of a model there is {@link QuestionParser}
     */
    public static Question fromJson(JsonObject json) {
        return QuestionJson.read(json);
    }

    /**
     * This question, filed under what was asked for: its own section, domain and skill stand only as far as they lie
     * within the topic, and its own difficulty only when none was asked for.
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

    /** The right answer as a reader sees it: the text of the right option, or the number. */
    String keyText() {
        return options == null ? correctAnswer : options.getOrDefault(correctAnswer, "");
    }
}
