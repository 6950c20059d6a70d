package org.satbuddy.task;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/** Writes a request as the JSON text in the task's row, and reads it back. Equal requests give equal text. */
final class RequestJson {

    /** Kept in a field, because the static methods of {@code Json} look up the provider at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private RequestJson() {}

    private static final Request.Visitor<JsonObjectBuilder> WRITER = new Request.Visitor<>() {

        @Override
        public JsonObjectBuilder chat(ChatRequest chat) {
            var object = JSON.createObjectBuilder()
                    .add("message", chat.message())
                    .add("context", text(chat.context()))
                    .add("images", JSON.createArrayBuilder(chat.images()));
            if (chat.history() != null) {
                var turns = JSON.createArrayBuilder();
                for (Turn turn : chat.history()) {
                    turns.add(JSON.createObjectBuilder()
                            .add("role", turn.role().name())
                            .add("content", turn.content()));
                }
                object.add("history", turns);
            }
            return object.add("hintFirst", chat.hintFirst());
        }

        @Override
        public JsonObjectBuilder question(QuestionRequest question) {
            return JSON.createObjectBuilder()
                    .add("topic", question.topic())
                    .add("difficulty", text(question.difficulty()))
                    .add("section", text(question.section()))
                    .add("domain", text(question.domain()))
                    .add("skill", text(question.skill()))
                    .add("type", text(question.type()));
        }
    };

    static String write(Request request) {
        var out = new StringWriter();
        try (var writer = JSON.createWriter(out)) {
            writer.write(request.accept(WRITER).build());
        }
        return out.toString();
    }

    static Request read(Kind kind, String text) {
        JsonObject object;
        try (var reader = JSON.createReader(new StringReader(text))) {
            object = reader.readObject();
        }
        return switch (kind) {
            case CHAT ->
                new ChatRequest(
                        object.getString("message"),
                        object.getString("context", null),
                        object.getJsonArray("images").getValuesAs(JsonString::getString),
                        object.containsKey("history") ? turns(object) : null,
                        object.getBoolean("hintFirst"));
            case QUESTION ->
                new QuestionRequest(
                        object.getString("topic"),
                        object.getString("difficulty", null),
                        object.getString("section", null),
                        object.getString("domain", null),
                        object.getString("skill", null),
                        object.getString("type", null));
        };
    }

    private static List<Turn> turns(JsonObject object) {
        return object.getJsonArray("history")
                .getValuesAs((JsonObject turn) ->
                        new Turn(Turn.Role.valueOf(turn.getString("role")), turn.getString("content")));
    }

    private static JsonValue text(String value) {
        return value == null ? JsonValue.NULL : JSON.createValue(value);
    }
}
