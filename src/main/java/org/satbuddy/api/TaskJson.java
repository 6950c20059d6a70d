package org.satbuddy.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.util.Objects;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;

/**
 * Renders a task as the HTTP contract defines it. The JSON is cached until the task or its place in the queue changes.
 */
@ApplicationScoped
class TaskJson {

    private static final int CACHED_BYTES = 4 * 1024 * 1024;

    @Inject
    Links links;

    /** The JSON of a task, and the place in the queue that it shows. */
    private record Rendered(QueuePlace place, byte[] json) {}

    // Weak keys compare by identity. The snapshot cache returns the same object until the task changes.
    private final Cache<TaskSnapshot, Rendered> rendered = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((TaskSnapshot task, Rendered it) -> it.json().length)
            .weakKeys()
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /** @param place the place of the task in the queue; null once the task is final */
    byte[] of(TaskSnapshot task, QueuePlace place) {
        Rendered known = rendered.getIfPresent(task);
        if (known == null || !Objects.equals(known.place(), place)) {
            known = new Rendered(place, JsonOutput.bytes(render(task, place)));
            rendered.put(task, known);
        }
        return known.json();
    }

    JsonObjectBuilder links(String taskId) {
        String self = links.task(taskId);
        return JsonOutput.object()
                .add("self", self)
                .add("events", self + "events")
                .add("cancel", self + "cancel");
    }

    /** The JSON of {@link #of} as an object, not cached. */
    JsonObject object(TaskSnapshot task, QueuePlace place) {
        return render(task, place).build();
    }

    private JsonObjectBuilder render(TaskSnapshot task, QueuePlace place) {
        var json = JsonOutput.object()
                .add("task_id", task.id())
                .add("kind", task.kind().wire())
                .add("status", task.state().status())
                .add("success", task.state() != State.FAILED && task.state() != State.CANCELLED);
        if (!task.state().isFinal()) {
            json.add("stage", task.stage().wire());
            if (place.position() > 0) {
                json.add("queue_position", place.position());
            }
            json.add("estimated_seconds", place.estimatedSeconds());
        }
        if (task.attempt() > 0) {
            json.add("attempt", task.attempt());
        }
        if (task.knownRetryAt() != null) {
            json.add("retry_at", JsonOutput.time(task.knownRetryAt()));
        }
        if (task.result() != null) {
            addResult(json, task);
        }
        if (task.partial() != null) {
            json.add("partial", task.partial());
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
        addOrigin(json, task);
        return json.add("conversation_id", task.conversationId()).add("links", links(task.id()));
    }

    /** Adds where the answer comes from, and how the student rated it. */
    static void addOrigin(JsonObjectBuilder json, TaskSnapshot task) {
        if (task.provider() != null) {
            json.add("provider", task.provider());
        }
        if (task.model() != null) {
            json.add("model", task.model());
        }
        if (task.cached()) {
            json.add("cached", true);
        }
        if (task.rating() != null) {
            json.add("rating", task.rating());
        }
    }

    /** A switch expression, so that the compiler finds a missing kind. */
    private static JsonObjectBuilder addResult(JsonObjectBuilder json, TaskSnapshot task) {
        return switch (task.kind()) {
            case CHAT -> json.add("response", task.result());
            case QUESTION -> json.add("question", question(task));
        };
    }

    /** Parses the result of a task for a practice question. */
    static JsonObject question(TaskSnapshot task) {
        try (var reader = JsonOutput.JSON.createReader(new StringReader(task.result()))) {
            return reader.readObject();
        }
    }
}
