package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.Accepted;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.Request;
import org.satbuddy.task.Submit;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** Submits a request. Answers at once with 202, or, if the client prefers to wait, with the finished task. */
@ApplicationScoped
class Submission {

    private static final int FIRST_POLL_SECONDS = 1;

    @Inject
    Tasks tasks;

    @Inject
    TaskResponse taskResponse;

    @Inject
    TaskJson json;

    @Inject
    Links links;

    @Inject
    OpenWaits waits;

    /** @param conversationId null to start a conversation */
    void submit(HttpServletRequest http, Request request, String conversationId, AsyncResponse response) {
        Caller caller = Caller.of(http);
        String key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER));
        Optional<Integer> wait = WaitPreference.fromHeaders(http.getHeaders("Prefer"));
        var submitted = tasks.submit(new Submit(caller.owner(), caller.address(), request, conversationId, key))
                .thenApply(Accepted::task);
        AsyncResponses.resume(
                wait.isEmpty()
                        ? submitted.thenApply(this::accepted)
                        : submitted.thenCompose(task -> finished(task, wait.get())),
                response);
    }

    /**
     * Answers with the finished task, or with 202 if it is not finished after this many seconds. Answers 202 at once if
     * too many requests wait already.
     */
    private CompletionStage<Response> finished(TaskSnapshot task, int seconds) {
        return waits.hold(
                        task.owner(),
                        () -> tasks.await(
                                task.owner(), task.id(), it -> it.state().isFinal(), Duration.ofSeconds(seconds)))
                .map(waiting -> waiting.thenApply(found -> {
                    Response outcome = found.filter(it -> it.state().isFinal())
                            .map(taskResponse::of)
                            .orElseGet(() -> accepted(found.orElse(task)));
                    return Response.fromResponse(outcome)
                            .header("Preference-Applied", "wait=" + seconds)
                            .build();
                }))
                .orElseGet(() -> CompletableFuture.completedStage(accepted(task)));
    }

    private Response accepted(TaskSnapshot task) {
        QueuePlace place = tasks.place(task);
        var accepted = JsonOutput.success()
                .add("task_id", task.id())
                .add("status", task.state().status())
                .add("conversation_id", task.conversationId())
                .add("links", json.links(task.id()))
                .add("queue_position", place.position())
                .add("estimated_seconds", place.estimatedSeconds());
        return Response.accepted(JsonOutput.bytes(accepted))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, links.task(task.id()))
                .header(HttpHeaders.RETRY_AFTER, FIRST_POLL_SECONDS)
                .build();
    }
}
