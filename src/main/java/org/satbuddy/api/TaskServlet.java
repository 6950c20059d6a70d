package org.satbuddy.api;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.satbuddy.config.Settings;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/**
 * Returns, awaits, streams, cancels and rates a task. This is a servlet, not a resource: nearly every request of a day
 * is a poll, and a servlet answers a poll at less cost.
 */
@WebServlet(urlPatterns = "/ai/task/*", asyncSupported = true)
public class TaskServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient OpenWaits waits;

    @Inject
    transient Settings settings;

    @Inject
    transient Tasks tasks;

    @Inject
    transient TaskResponse taskResponse;

    @Inject
    transient EventStreams streams;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<TaskPath> path = TaskPath.of(request.getPathInfo());
            if (path.isEmpty()) {
                Problem.ofStatus(HttpServletResponse.SC_NOT_FOUND).write(request, response);
            } else {
                serve(path.get(), request, response);
            }
        } catch (RuntimeException e) {
            ExceptionMappers.problem(e, request).write(request, response);
        }
    }

    private void serve(TaskPath path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (!path.part().methods().contains(method)) {
            response.setHeader("Allow", path.part().allow());
            if (!method.equals("OPTIONS")) {
                Problem.ofStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED).write(request, response);
            }
            return;
        }
        String owner = Caller.of(request).owner();
        switch (path.part()) {
            case ITSELF -> {
                if (method.equals("GET")) {
                    poll(owner, path.id(), request, response);
                } else {
                    respond(tasks.cancel(owner, path.id()), List.of(), request, response);
                }
            }
            case EVENTS -> streams.begin(owner, path.id(), false, request, response);
            case SOCKET -> {
                if (settings.webSocket()) {
                    streams.begin(owner, path.id(), true, request, response);
                } else {
                    Problem.ofStatus(HttpServletResponse.SC_NOT_FOUND).write(request, response);
                }
            }
            case CANCEL -> respond(tasks.cancel(owner, path.id()), List.of(), request, response);
            case RATING -> rate(owner, path.id(), request, response);
        }
    }

    /**
     * Answers at once. With {@code wait}, answers when the task is final. If {@code If-None-Match} is given too, also
     * answers when the task has another tag. Answers at the latest when that time is over, and at once if too many
     * requests wait already.
     */
    private void poll(String owner, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int seconds = request.getQueryString() == null ? 0 : WaitPreference.fromParameter(request.getParameter("wait"));
        List<String> known = Collections.list(request.getHeaders("If-None-Match"));
        if (seconds == 0) {
            respond(tasks.find(owner, id), known, request, response);
            return;
        }
        Predicate<TaskSnapshot> isNews = known.isEmpty()
                ? task -> task.state().isFinal()
                : task -> task.state().isFinal() || !EntityTag.isAmong(known, EntityTag.of(task));
        var waiting = waits.hold(owner, () -> tasks.await(owner, id, isNews, Duration.ofSeconds(seconds)));
        if (waiting.isEmpty()) {
            respond(tasks.find(owner, id), known, request, response);
            return;
        }
        var async = request.startAsync();
        async.setTimeout(0);
        waiting.get().whenComplete((found, failure) -> {
            try {
                respondLater(found, failure, known, request, response);
            } catch (IOException e) {
                // The client is gone.
            } finally {
                async.complete();
            }
        });
    }

    private void respondLater(
            Optional<TaskSnapshot> found,
            Throwable failure,
            List<String> known,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (failure != null) {
            ExceptionMappers.problem(failure, request).write(request, response);
            return;
        }
        try {
            respond(found, known, request, response);
        } catch (RuntimeException e) {
            ExceptionMappers.problem(e, request).write(request, response);
        }
    }

    private void rate(String owner, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            Problem.ofStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE).write(request, response);
            return;
        }
        String rating =
                JsonInput.read(request.getInputStream(), input -> input.requiredWord("rating", Set.of("up", "down")));
        respond(tasks.rate(owner, id, rating), List.of(), request, response);
    }

    private void respond(
            Optional<TaskSnapshot> found, List<String> known, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (found.isEmpty()) {
            Problem.unknownTask().write(request, response);
        } else if (EntityTag.isAmong(known, EntityTag.of(found.get()))) {
            response.setHeader("ETag", EntityTag.of(found.get()));
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            taskResponse.write(found.get(), response);
        }
    }
}
