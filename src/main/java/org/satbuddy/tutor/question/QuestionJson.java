package org.satbuddy.tutor.question;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/** Writes and reads a question as the JSON of the HTTP contract. */
final class QuestionJson {

    /** Kept because the static methods of {@code Json} look up a provider on every call. */
    static final JsonProvider PROVIDER = JsonProvider.provider();

    private QuestionJson() {}

    static JsonObject object(String json) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    static JsonObject write(Question question) {
        JsonObjectBuilder json = PROVIDER.createObjectBuilder()
                .add("question", question.question())
                .add("options", options(question.options()))
                .add("correct_answer", question.correctAnswer())
                .add("explanation", question.explanation())
                .add("passage", text(question.passage()))
                .add("section", slug(question.section()))
                .add("domain", slug(question.domain()))
                .add("skill", slug(question.skill()))
                .add("difficulty", slug(question.difficulty()))
                .add("type", question.type().wire());
        if (question.type() == QuestionType.SPR) {
            JsonArrayBuilder answers = PROVIDER.createArrayBuilder();
            question.answers().forEach(answers::add);
            json.add("answers", answers);
        }
        return json.build();
    }

    private static JsonValue options(Map<String, String> options) {
        if (options == null) {
            return JsonValue.NULL;
        }
        JsonObjectBuilder json = PROVIDER.createObjectBuilder();
        options.forEach(json::add);
        return json.build();
    }

    private static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : PROVIDER.createValue(text);
    }

    private static JsonValue slug(Named named) {
        return named == null ? JsonValue.NULL : PROVIDER.createValue(named.slug());
    }

    static Question read(JsonObject json) {
        Map<String, String> options = null;
        if (isThere(json, "options")) {
            options = new LinkedHashMap<>();
            for (Map.Entry<String, JsonValue> option :
                    json.getJsonObject("options").entrySet()) {
                options.put(option.getKey(), ((JsonString) option.getValue()).getString());
            }
        }
        List<String> answers =
                isThere(json, "answers") ? json.getJsonArray("answers").getValuesAs(JsonString::getString) : null;
        return new Question(
                json.getString("question"),
                options,
                json.getString("correct_answer"),
                answers,
                json.getString("explanation"),
                isThere(json, "passage") ? json.getString("passage") : null,
                named(json, "section", text -> Section.find(text).orElseThrow()),
                named(json, "domain", text -> Domain.find(text).orElseThrow()),
                named(json, "skill", text -> Skill.find(text).orElseThrow()),
                named(json, "difficulty", text -> Difficulty.find(text).orElseThrow()),
                QuestionType.find(json.getString("type")).orElseThrow());
    }

    private static <T> T named(JsonObject json, String name, Function<String, T> find) {
        return isThere(json, name) ? find.apply(json.getString(name)) : null;
    }

    private static boolean isThere(JsonObject json, String name) {
        return json.containsKey(name) && !json.isNull(name);
    }
}
