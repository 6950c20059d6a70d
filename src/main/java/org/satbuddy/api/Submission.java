package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.Accepted;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.Request;
import org.satbuddy.task.Submit;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** How a submission is answered: at once with 202, or, for a client that prefers to wait, with the finished task. */
@ApplicationScoped
class Submission {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    @Inject
    Tasks tasks;

    @Inject
    TaskAnswer answer;

    void submit(HttpServletRequest http, Request request, String conversationId, AsyncResponse response) {
        Caller caller = Caller.of(http);
        Accepted accepted =
                tasks.submit(new Submit(caller.owner(), caller.address(), request, conversationId, key(http)));
        TaskSnapshot task = accepted.task();
        Optional<Integer> wait = Preference.wait(http.getHeaders("Prefer"));
        if (wait.isEmpty()) {
            response.resume(accepted(task));
            return;
        }
        tasks.await(caller.owner(), task.id(), it -> it.state().isFinal(), Duration.ofSeconds(wait.get()))
                .whenComplete((found, failure) -> {
                    if (failure != null) {
                        response.resume(failure);
                        return;
                    }
                    Response done = found.filter(it -> it.state().isFinal())
                            .map(answer::of)
                            .orElseGet(() -> accepted(task));
                    response.resume(Response.fromResponse(done)
                            .header("Preference-Applied", "wait=" + wait.get())
                            .build());
                });
    }

    private Response accepted(TaskSnapshot task) {
        QueuePlace place = tasks.place(task);
        var json = JsonOutput.success()
                .add("task_id", task.id())
                .add("status", task.state().status())
                .add("conversation_id", task.conversationId())
                .add("links", TaskJson.links(task.id()))
                .add("queue_position", place.position())
                .add("estimated_seconds", place.estimatedSeconds());
        return Response.accepted(JsonOutput.bytes(json))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", TaskJson.path(task.id()))
                .header("Retry-After", 1)
                .build();
    }

    private static String key(HttpServletRequest http) {
        String key = http.getHeader(IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        boolean printable = key.chars().allMatch(c -> c > ' ' - 1 && c < 127);
        if (key.isBlank() || key.length() > MAX_KEY || !printable) {
            throw new InputInvalid(400, "Idempotency-Key must be 1 to 255 printable characters.");
        }
        return key;
    }
}
