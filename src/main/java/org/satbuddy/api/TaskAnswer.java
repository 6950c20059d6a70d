package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.satbuddy.task.DatabaseClock;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** A task as an HTTP answer, with the tag and the advice when to ask again. */
@ApplicationScoped
class TaskAnswer {

    private static final long LONGEST_ADVICE_SECONDS = 60;

    @Inject
    Tasks tasks;

    @Inject
    TaskJson json;

    @Inject
    DatabaseClock clock;

    Response of(TaskSnapshot task) {
        boolean done = task.state().isFinal();
        var response = Response.ok(json.of(task, done ? null : tasks.place(task)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, EntityTag.of(task));
        if (!done) {
            response.header(HttpHeaders.RETRY_AFTER, secondsUntilItIsWorthAsking(task, clock.millis()));
        }
        return response.build();
    }

    static Response notModified(TaskSnapshot task) {
        return Response.notModified()
                .header(HttpHeaders.ETAG, EntityTag.of(task))
                .build();
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
