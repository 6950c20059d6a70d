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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** A task: looked at, waited for, cancelled, rated. */
@Path("/task/{id}")
@ApplicationScoped
public class TaskResource {

    @Inject
    Tasks tasks;

    @Inject
    TaskAnswer answer;

    @GET
    public void get(
            @PathParam("id") String id,
            @QueryParam("wait") String wait,
            @Context HttpServletRequest http,
            @Suspended AsyncResponse response) {
        String owner = Caller.of(http).owner();
        String known = http.getHeader("If-None-Match");
        int seconds = Preference.wait(wait);
        if (seconds == 0) {
            response.resume(respond(tasks.find(owner, id), known));
            return;
        }
        Predicate<TaskSnapshot> worthTelling =
                known == null ? task -> task.state().isFinal() : task -> !matches(known, task);
        tasks.await(owner, id, worthTelling, Duration.ofSeconds(seconds)).whenComplete((found, failure) -> {
            if (failure == null) {
                response.resume(respond(found, known));
            } else {
                response.resume(failure);
            }
        });
    }

    @DELETE
    public Response cancel(@PathParam("id") String id, @Context HttpServletRequest http) {
        return respond(tasks.cancel(Caller.of(http).owner(), id), null);
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
        String rating = JsonInput.read(body, input -> {
            input.requiredText("rating", 10);
            return input.optionalWord("rating", Set.of("up", "down"));
        });
        return respond(tasks.rate(Caller.of(http).owner(), id, rating), null);
    }

    private Response respond(Optional<TaskSnapshot> found, String known) {
        if (found.isEmpty()) {
            return Problems.unknownTask();
        }
        TaskSnapshot task = found.get();
        return known != null && matches(known, task) ? TaskAnswer.notModified(task) : answer.of(task);
    }

    private static boolean matches(String known, TaskSnapshot task) {
        return known.equals("*") || known.contains("\"" + task.tag() + "\"");
    }
}
