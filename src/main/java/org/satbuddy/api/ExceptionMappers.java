package org.satbuddy.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.image.ImageRefused;
import org.satbuddy.log.Cause;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.Refused;

/** Turns every exception into a problem, so that no resource has error branches. */
final class ExceptionMappers {

    private static final System.Logger LOG = LimitedLog.of(ExceptionMappers.class);

    private ExceptionMappers() {}

    /** Refusals of the server itself: unknown paths, wrong methods, wrong media types. */
    @Provider
    public static class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(WebApplicationException exception) {
            Response original = exception.getResponse();
            if (original.getStatus() < 400) {
                // A redirect, or the server's own response to OPTIONS.
                return original;
            }
            if (original.getStatus() >= 500 && original.getStatus() != 503) {
                return report(exception, request).response(request.getRequestURI());
            }
            Response problem = Problem.ofStatus(original.getStatus()).response(request.getRequestURI());
            Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
            return allow == null
                    ? problem
                    : Response.fromResponse(problem)
                            .header(HttpHeaders.ALLOW, allow)
                            .build();
        }
    }

    /** Refusals and unexpected failures. */
    @Provider
    public static class ThrowableMapper implements ExceptionMapper<Throwable> {

        @Context
        HttpServletRequest request;

        @Context
        UriInfo uri;

        @Override
        public Response toResponse(Throwable failure) {
            // The server has not asked any resource, because it cannot read a header, such as a weight in Accept.
            Problem problem = uri.getMatchedResources().isEmpty()
                    ? Problem.ofStatus(HttpServletResponse.SC_BAD_REQUEST)
                    : problem(failure, request);
            return problem.response(request.getRequestURI());
        }
    }

    /**
     * Returns the problem that describes a failure to a client. The details of an unexpected failure are logged under
     * an id, and the client gets only the id.
     */
    static Problem problem(Throwable failure, HttpServletRequest request) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refused refused) {
            return Problem.of(refused);
        }
        if (cause instanceof DatabaseUnavailable unavailable) {
            return Problem.of(unavailable);
        }
        if (cause instanceof ImageRefused refused) {
            return Problem.of(refused);
        }
        if (cause instanceof EntryRefused refused) {
            return Problem.of(refused);
        }
        return cause instanceof InvalidInput invalid ? Problem.of(invalid) : report(cause, request);
    }

    private static Problem report(Throwable failure, HttpServletRequest request) {
        return report(failure, "in a " + request.getMethod() + " request");
    }

    /**
     * Equal failures have equal ids, because only one of them a minute is logged.
     *
     * @param where completes the sentence in the log
     */
    static Problem report(Throwable failure, String where) {
        String id = UUID.nameUUIDFromBytes(Cause.of(failure).getBytes(StandardCharsets.UTF_8))
                .toString();
        LOG.log(Level.ERROR, "Incident " + id + " " + where + ".", failure);
        return Problem.ofIncident(id);
    }
}
