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
import org.satbuddy.image.ImageRefused;
import org.satbuddy.task.Refused;

/** One mapper for each kind of failure, so that no resource has error branches. */
final class ExceptionMappers {

    private static final System.Logger LOG = System.getLogger(ExceptionMappers.class.getName());

    private ExceptionMappers() {}

    /** What the core refuses. */
    @Provider
    public static class RefusedMapper implements ExceptionMapper<Refused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Refused refused) {
            return Problem.of(refused).response(request.getRequestURI());
        }
    }

    /** What cannot be understood. */
    @Provider
    public static class InvalidInputMapper implements ExceptionMapper<InvalidInput> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(InvalidInput invalid) {
            return Problem.of(invalid).response(request.getRequestURI());
        }
    }

    /** Uploads that are not kept. */
    @Provider
    public static class ImageRefusedMapper implements ExceptionMapper<ImageRefused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(ImageRefused refused) {
            return Problem.of(refused).response(request.getRequestURI());
        }
    }

    /** What the server itself refuses: unknown paths, wrong methods, wrong media types. */
    @Provider
    public static class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(WebApplicationException exception) {
            Response original = exception.getResponse();
            if (original.getStatus() < 400) {
                // A redirect, or the server's own answer to OPTIONS.
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

    /** Bugs: logged with an id, told without details. */
    @Provider
    public static class ThrowableMapper implements ExceptionMapper<Throwable> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Throwable failure) {
            return incident(failure, request);
        }
    }

    /** What a servlet answers to a failure. */
    static Problem problem(Throwable failure, HttpServletRequest request) {
        Throwable itself =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (itself instanceof Refused refused) {
            return Problem.of(refused);
        }
        return itself instanceof InvalidInput invalid ? Problem.of(invalid) : report(itself, request);
    }

    private static Response incident(Throwable failure, HttpServletRequest request) {
        return report(failure, request).response(request.getRequestURI());
    }

    private static Problem report(Throwable failure, HttpServletRequest request) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + id + " at " + request.getMethod() + " of a resource.", failure);
        return Problem.ofIncident(id);
    }
}
