package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;
import org.satbuddy.transfer.HeldResponse;

/** Sends a task from a servlet or a resource, with its entity tag and the time after which to poll again. */
@ApplicationScoped
class TaskResponse {

    private static final long MAX_RETRY_AFTER_SECONDS = 60;

    @Inject
    Tasks tasks;

    @Inject
    TaskJson json;

    @Inject
    DatabaseClock clock;

    void write(TaskSnapshot task, HttpServletResponse response) throws IOException {
        byte[] body = json(task);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.ETAG, EntityTag.of(task));
        if (!task.state().isFinal()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds(task, clock.millis())));
        }
        HeldResponse.send(body, response);
    }

    /** The response for a task that is final. */
    Response of(TaskSnapshot task) {
        return Response.ok(json(task))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, EntityTag.of(task))
                .build();
    }

    private byte[] json(TaskSnapshot task) {
        return json.of(task, task.state().isFinal() ? null : tasks.place(task));
    }

    /**
     * The seconds until the task is tried again, or 1 if no retry is due. At most 60, so that the client sees a change
     * in time.
     */
    static long retryAfterSeconds(TaskSnapshot task, long now) {
        Long retryAt = task.knownRetryAt();
        if (retryAt == null) {
            return 1;
        }
        long seconds = (retryAt - now + 999) / 1000;
        return Math.max(1, Math.min(seconds, MAX_RETRY_AFTER_SECONDS));
    }
}
