package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** A task: looked at, waited for, cancelled, rated. */
@Path("/task/{id: " + Ids.PATTERN + "}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TaskResource {

    @Inject
    Tasks tasks;

    @Inject
    TaskAnswer answer;

    /** At once; or with {@code wait}, when the task is final or differs from what the client knows. */
    @GET
    public void get(
            @PathParam("id") String id,
            @QueryParam("wait") String wait,
            @Context HttpServletRequest http,
            @Suspended AsyncResponse response) {
        String owner = Caller.of(http).owner();
        int seconds = Preference.wait(wait);
        List<String> known = Collections.list(http.getHeaders(HttpHeaders.IF_NONE_MATCH));
        if (seconds == 0) {
            response.resume(respond(tasks.find(owner, id), known));
            return;
        }
        Predicate<TaskSnapshot> worthTelling = known.isEmpty()
                ? task -> task.state().isFinal()
                : task -> !EntityTag.isAmong(known, EntityTag.of(task));
        Waiting.answer(
                tasks.await(owner, id, worthTelling, Duration.ofSeconds(seconds))
                        .thenApply(found -> respond(found, known)),
                response);
    }

    @DELETE
    public Response cancel(@PathParam("id") String id, @Context HttpServletRequest http) {
        return respond(tasks.cancel(Caller.of(http).owner(), id), List.of());
    }

    /** For clients that cannot send DELETE. */
    @POST
    @Path("/cancel")
    public Response cancelByPost(@PathParam("id") String id, @Context HttpServletRequest http) {
        return cancel(id, http);
    }

    @POST
    @Path("/rating")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rate(@PathParam("id") String id, InputStream body, @Context HttpServletRequest http) {
        String rating = JsonInput.read(body, input -> input.requiredWord("rating", Set.of("up", "down")));
        return respond(tasks.rate(Caller.of(http).owner(), id, rating), List.of());
    }

    private Response respond(Optional<TaskSnapshot> found, List<String> known) {
        TaskSnapshot task = found.orElseThrow(UnknownTask::new);
        return EntityTag.isAmong(known, EntityTag.of(task)) ? TaskAnswer.notModified(task) : answer.of(task);
    }
}
