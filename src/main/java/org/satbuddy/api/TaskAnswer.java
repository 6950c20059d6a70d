package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** A task as an HTTP answer, with the tag and the advice when to ask again. */
@ApplicationScoped
class TaskAnswer {

    private static final int LONGEST_ADVICE_SECONDS = 30;

    @Inject
    Tasks tasks;

    @Inject
    TaskJson json;

    Response of(TaskSnapshot task) {
        var response = Response.ok(json.of(task, task.state().isFinal() ? null : tasks.place(task)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("ETag", tag(task));
        if (!task.state().isFinal()) {
            response.header("Retry-After", secondsUntilItIsWorthAsking(task));
        }
        return response.build();
    }

    static Response notModified(TaskSnapshot task) {
        return Response.notModified().header("ETag", tag(task)).build();
    }

    static String tag(TaskSnapshot task) {
        return "W/\"" + task.tag() + "\"";
    }

    private static long secondsUntilItIsWorthAsking(TaskSnapshot task) {
        if (task.retryAt() == null) {
            return 1;
        }
        long wait = (task.retryAt() - Clock.systemUTC().millis() + 999) / 1000;
        return Math.max(1, Math.min(wait, LONGEST_ADVICE_SECONDS));
    }
}
