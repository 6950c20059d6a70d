package org.satbuddy.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.image.ImageRefused;
import org.satbuddy.task.Refused;

/** One mapper for each exception, so that no resource has error branches. */
final class ExceptionMappers {

    private static final System.Logger LOG = System.getLogger(ExceptionMappers.class.getName());

    private ExceptionMappers() {}

    /** Refusals of the core. */
    @Provider
    public static class RefusedMapper implements ExceptionMapper<Refused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Refused refused) {
            return Problem.of(refused).response(request.getRequestURI());
        }
    }

    /** Maps an unavailable database. */
    @Provider
    public static class DatabaseUnavailableMapper implements ExceptionMapper<DatabaseUnavailable> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(DatabaseUnavailable unavailable) {
            return Problem.of(unavailable).response(request.getRequestURI());
        }
    }

    /** Requests that cannot be understood. */
    @Provider
    public static class InvalidInputMapper implements ExceptionMapper<InvalidInput> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(InvalidInput invalid) {
            return Problem.of(invalid).response(request.getRequestURI());
        }
    }

    /** Uploads that are refused. */
    @Provider
    public static class ImageRefusedMapper implements ExceptionMapper<ImageRefused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(ImageRefused refused) {
            return Problem.of(refused).response(request.getRequestURI());
        }
    }

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
                return incident(exception, request);
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

    /** Unexpected failures. The log has the details under an id. The client gets only the id. */
    @Provider
    public static class ThrowableMapper implements ExceptionMapper<Throwable> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Throwable failure) {
            return incident(failure, request);
        }
    }

    /** The problem that a servlet sends for a failure. */
    static Problem problem(Throwable failure, HttpServletRequest request) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refused refused) {
            return Problem.of(refused);
        }
        if (cause instanceof DatabaseUnavailable unavailable) {
            return Problem.of(unavailable);
        }
        return cause instanceof InvalidInput invalid ? Problem.of(invalid) : report(cause, request);
    }

    private static Response incident(Throwable failure, HttpServletRequest request) {
        return report(failure, request).response(request.getRequestURI());
    }

    private static Problem report(Throwable failure, HttpServletRequest request) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + id + " in a " + request.getMethod() + " request.", failure);
        return Problem.ofIncident(id);
    }
}
