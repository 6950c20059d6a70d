package org.satbuddy.tutor;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Topic;

/**
 * The prompt for a practice question, in the terms of the taxonomy.
 *
 * @param difficulty medium if the student asked for none
 * @param type with options if the student asked for no type, and always in Reading and Writing
 */
record QuestionPrompt(Topic topic, Difficulty difficulty, QuestionType type) {

    static final String RULES = PromptText.load("question.md");

    /**
     * Uses only what all vendors support: every property is required, no other is allowed, and optional ones may be
     * null.
     */
    static final JsonObject SCHEMA = PromptText.loadJson("question.schema.json");

    private static final int LONGEST_TOPIC = 1_000;

    static QuestionPrompt of(QuestionRequest request) {
        Topic topic = Topic.of(request.topic(), request.section(), request.domain(), request.skill());
        QuestionType asked = QuestionType.find(request.type()).orElse(QuestionType.MCQ);
        return new QuestionPrompt(
                topic,
                Difficulty.find(request.difficulty()).orElse(Difficulty.MEDIUM),
                topic.section() == Section.READING_AND_WRITING ? QuestionType.MCQ : asked);
    }

    /** Draws the letter of the key, because models prefer some letters and students would notice. */
    String text(RandomGenerator random) {
        var text = new StringBuilder("Write one practice question.\n")
                .append(PromptText.quoted("topic", topic.text(), LONGEST_TOPIC))
                .append('\n');
        line(text, "Section", topic.section());
        line(text, "Domain", topic.domain());
        line(text, "Skill", topic.skill());
        line(text, "Difficulty", difficulty);
        if (type == QuestionType.SPR) {
            text.append("Type: student-produced response, a number that is typed; it belongs to Math.\n");
        } else {
            text.append("Type: four options. The right one stands under ")
                    .append((char) ('A' + random.nextInt(4)))
                    .append(".\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, Named part) {
        Optional.ofNullable(part)
                .ifPresent(named ->
                        text.append(label).append(": ").append(named.title()).append('\n'));
    }
}
