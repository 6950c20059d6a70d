package org.satbuddy.task;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/** How a request is kept in its row. Equal requests give equal text. */
final class RequestJson {

    /** The static methods of {@code Json} look the provider up at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private RequestJson() {}

    static String write(Request request) {
        var object = JSON.createObjectBuilder();
        if (request instanceof ChatRequest chat) {
            object.add("message", chat.message());
            object.add("context", text(chat.context()));
            object.add("images", JSON.createArrayBuilder(chat.images()));
            if (chat.history() != null) {
                var turns = JSON.createArrayBuilder();
                for (Turn turn : chat.history()) {
                    turns.add(JSON.createObjectBuilder()
                            .add("role", turn.role().name())
                            .add("content", turn.content()));
                }
                object.add("history", turns);
            }
            object.add("hintFirst", chat.hintFirst());
        } else if (request instanceof QuestionRequest question) {
            object.add("topic", question.topic());
            object.add("difficulty", text(question.difficulty()));
            object.add("section", text(question.section()));
            object.add("domain", text(question.domain()));
            object.add("skill", text(question.skill()));
            object.add("type", text(question.type()));
        }
        var out = new StringWriter();
        try (var writer = JSON.createWriter(out)) {
            writer.write(object.build());
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
