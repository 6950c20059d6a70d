package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.satbuddy.task.DatabaseClock;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** A task as an HTTP answer, of a servlet or of a resource, with the tag and the advice when to ask again. */
@ApplicationScoped
class TaskResponse {

    private static final long LONGEST_ADVICE_SECONDS = 60;

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
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(secondsUntilItIsWorthAsking(task, clock.millis())));
        }
        response.getOutputStream().write(body);
    }

    /** Of a task that is final. */
    Response of(TaskSnapshot task) {
        return Response.ok(json(task))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, EntityTag.of(task))
                .build();
    }

    private byte[] json(TaskSnapshot task) {
        return json.of(task, task.state().isFinal() ? null : tasks.place(task));
    }

    /** Until it is tried again, but not for so long that somebody who waits would miss a change. */
    static long secondsUntilItIsWorthAsking(TaskSnapshot task, long now) {
        if (task.retryAt() == null) {
            return 1;
        }
        long seconds = (task.retryAt() - now + 999) / 1000;
        return Math.max(1, Math.min(seconds, LONGEST_ADVICE_SECONDS));
    }
}
