package org.satbuddy.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.HistoryEntry;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Turn;

/** Renders an entry of the history as the HTTP contract defines it. */
final class HistoryJson {

    private HistoryJson() {}

    static JsonObjectBuilder of(HistoryEntry entry) {
        return entry.role() == Turn.Role.USER ? asked(entry) : answered(entry);
    }

    private static JsonObjectBuilder asked(HistoryEntry entry) {
        return entry.request().accept(new Request.Visitor<>() {

            @Override
            public JsonObjectBuilder chat(ChatRequest chat) {
                var json = asked(entry, chat.message());
                addIfAny(json, "context", chat.context());
                return chat.hintFirst() ? json.add("mode", "hint") : json;
            }

            @Override
            public JsonObjectBuilder question(QuestionRequest question) {
                return asked(entry, question.topic()).add("request", request(question));
            }
        });
    }

    private static JsonObjectBuilder asked(HistoryEntry entry, String content) {
        TaskSnapshot task = entry.task();
        return entry(entry, content, task.createdAt(), entry.request().images())
                .add("status", task.state().status());
    }

    private static JsonObjectBuilder answered(HistoryEntry entry) {
        TaskSnapshot task = entry.task();
        JsonObjectBuilder json = switch (task.kind()) {
            case CHAT -> entry(entry, task.result(), task.finishedAt(), List.of());
            case QUESTION -> {
                JsonObject question = TaskJson.question(task);
                yield entry(entry, question.getString("question"), task.finishedAt(), List.of())
                        .add("question", question);
            }
        };
        TaskJson.addOrigin(json, task);
        return json;
    }

    private static JsonObjectBuilder entry(HistoryEntry entry, String content, long at, List<String> images) {
        return JsonOutput.object()
                .add("role", entry.role().name().toLowerCase(Locale.ROOT))
                .add("content", content)
                .add("task_id", entry.task().id())
                .add("conversation_id", entry.task().conversationId())
                .add("at", JsonOutput.time(at))
                .add("images", JsonOutput.JSON.createArrayBuilder(images))
                .add("kind", entry.task().kind().wire());
    }

    /** The request as submitted, without the fields that were left open. */
    private static JsonObjectBuilder request(QuestionRequest question) {
        var json = JsonOutput.object().add("topic", question.topic());
        addIfAny(json, "difficulty", question.difficulty());
        addIfAny(json, "section", question.section());
        addIfAny(json, "domain", question.domain());
        addIfAny(json, "skill", question.skill());
        addIfAny(json, "type", question.type());
        return json;
    }

    private static void addIfAny(JsonObjectBuilder json, String name, String value) {
        if (value != null) {
            json.add(name, value);
        }
    }
}
