package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;
import org.satbuddy.tutor.taxonomy.Topic;

class QuestionTest {

    @Test
    void writesTheContractsShape() {
        JsonObject json = QuestionBuilder.valid().build().toJson();
        assertThat(json.keySet())
                .containsExactly(
                        "question",
                        "options",
                        "correct_answer",
                        "explanation",
                        "passage",
                        "section",
                        "domain",
                        "skill",
                        "difficulty",
                        "type");
        assertThat(json.getJsonObject("options").keySet()).containsExactly("A", "B", "C", "D");
        assertThat(json.get("passage")).isEqualTo(JsonValue.NULL);
        assertThat(json.getString("section")).isEqualTo("math");
        assertThat(json.getString("domain")).isEqualTo("algebra");
        assertThat(json.getString("skill")).isEqualTo("linear-equations-in-one-variable");
        assertThat(json.getString("difficulty")).isEqualTo("easy");
        assertThat(json.getString("type")).isEqualTo("mcq");
    }

    @Test
    void writesNullOptionsAndTheAnswersOfATypedQuestion() {
        JsonObject json = QuestionBuilder.typed().build().toJson();
        assertThat(json.get("options")).isEqualTo(JsonValue.NULL);
        assertThat(json.getJsonArray("answers")).hasSize(1);
        assertThat(json.getString("type")).isEqualTo("spr");
    }

    @Test
    void roundTripsThroughJson() {
        for (QuestionBuilder builder :
                new QuestionBuilder[] {QuestionBuilder.valid(), QuestionBuilder.typed(), QuestionBuilder.aboutAPassage()
                }) {
            Question question = builder.build();
            assertThat(Question.fromJson(question.toJson())).isEqualTo(question);
            assertThat(Question.fromJson(QuestionJson.object(question.toJson().toString())))
                    .isEqualTo(question);
        }
    }

    @Test
    void roundTripsWithoutATopic() {
        Question question = new Question("?", null, "5", null, "5", null, null, null, null, null, QuestionType.SPR);
        assertThat(Question.fromJson(question.toJson())).isEqualTo(question);
        assertThat(question.toJson().get("skill")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void isFiledUnderTheTopicAskedFor() {
        Question question = QuestionBuilder.valid().build();
        assertThat(question.filedUnder(Topic.of("circles"), Difficulty.HARD))
                .extracting(Question::skill, Question::domain, Question::section, Question::difficulty)
                .containsExactly(Skill.CIRCLES, Domain.GEOMETRY_AND_TRIGONOMETRY, Section.MATH, Difficulty.HARD);
        assertThat(question.filedUnder(Topic.of("algebra"), null)).isEqualTo(question);
        assertThat(question.filedUnder(Topic.of("xyzzy"), null)).isEqualTo(question);
        assertThat(question.filedUnder(Topic.of("grammar"), null))
                .extracting(Question::skill, Question::domain, Question::section)
                .containsExactly(null, Domain.STANDARD_ENGLISH_CONVENTIONS, Section.READING_AND_WRITING);
        assertThat(question.filedUnder(Topic.of("reading"), null))
                .extracting(Question::skill, Question::domain, Question::section)
                .containsExactly(null, null, Section.READING_AND_WRITING);
    }
}
