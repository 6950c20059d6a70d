package org.satbuddy.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Duration;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;

/** A task as the contract shows it. What is final is rendered once, however often it is polled. */
@ApplicationScoped
class TaskJson {

    private static final int CACHED_BYTES = 16 * 1024 * 1024;

    private final Cache<TaskSnapshot, byte[]> rendered = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((TaskSnapshot task, byte[] json) -> json.length)
            .weakKeys()
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /** @param place where it stands; read only while it is unfinished */
    byte[] of(TaskSnapshot task, QueuePlace place) {
        // Keyed by identity: the snapshot cache hands out the same object until something changes.
        return task.state().isFinal()
                ? rendered.get(task, it -> JsonOutput.bytes(render(it, place)))
                : JsonOutput.bytes(render(task, place));
    }

    static JsonObjectBuilder links(String taskId) {
        String self = path(taskId);
        return JsonOutput.object()
                .add("self", self)
                .add("events", self + "events")
                .add("cancel", self + "cancel");
    }

    /** A path, never an absolute address: a proxy may sit in front. */
    static String path(String taskId) {
        return "/ai/task/" + taskId + "/";
    }

    private static JsonObjectBuilder render(TaskSnapshot task, QueuePlace place) {
        var json = JsonOutput.object()
                .add("task_id", task.id())
                .add("kind", task.kind().wire())
                .add("status", task.state().status())
                .add("success", task.state() != State.FAILED && task.state() != State.CANCELLED);
        if (!task.state().isFinal()) {
            json.add("stage", task.stage().wire());
            if (place.position() > 0) {
                json.add("queue_position", place.position()).add("estimated_seconds", place.estimatedSeconds());
            }
        }
        if (task.attempt() > 0) {
            json.add("attempt", task.attempt());
        }
        if (task.retryAt() != null) {
            json.add("retry_at", JsonOutput.time(task.retryAt()));
        }
        if (task.result() != null) {
            addResult(json, task);
        }
        if (task.state() == State.FAILED || task.state() == State.CANCELLED) {
            FailureCode code = task.code() == null ? FailureCode.INTERNAL : task.code();
            json.add("error", code.sentence()).add("code", code.wire()).add("retryable", code.retryable());
        }
        json.add("created_at", JsonOutput.time(task.createdAt()));
        if (task.finishedAt() != null) {
            json.add("finished_at", JsonOutput.time(task.finishedAt()));
        }
        json.add("expires_at", JsonOutput.time(task.expiresAt()));
        if (task.provider() != null) {
            json.add("provider", task.provider());
        }
        if (task.model() != null) {
            json.add("model", task.model());
        }
        if (task.rating() != null) {
            json.add("rating", task.rating());
        }
        return json.add("conversation_id", task.conversationId()).add("links", links(task.id()));
    }

    private static void addResult(JsonObjectBuilder json, TaskSnapshot task) {
        if (task.kind() == Kind.CHAT) {
            json.add("response", task.result());
            return;
        }
        try (var reader = JsonOutput.JSON.createReader(new StringReader(task.result()))) {
            json.add("question", reader.readObject());
        }
    }
}
