package org.satbuddy.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.satbuddy.image.ImageRefused;
import org.satbuddy.task.Refused;

/**
 * The one shape of errors: RFC 9457 that the seed's clients can read too. Each kind of failure has one mapper, so that no
 * resource has error branches.
 */
final class Problems {

    private static final System.Logger LOG = System.getLogger(Problems.class.getName());
    private static final String DATABASE_AWAY_SECONDS = "2";

    private Problems() {}

    /** Unknown, expired, or somebody else's: the answer is the same to the letter. */
    static Response unknownTask() {
        return problem(404, "not_found", "This task is unknown or has expired.", null, List.of(), null);
    }

    private static Response problem(
            int status,
            String code,
            String sentence,
            String retryAfter,
            List<InputInvalid.Field> fields,
            HttpServletRequest request) {
        Response.Status known = Response.Status.fromStatusCode(status);
        var json = JsonOutput.object()
                .add("success", false)
                .add("status", status == 404 ? "not_found" : "error")
                .add("error", sentence)
                .add("code", code)
                .add("type", "about:blank")
                .add("title", known == null ? "Error" : known.getReasonPhrase())
                .add("detail", sentence);
        if (request != null) {
            json.add("instance", request.getRequestURI());
        }
        if (!fields.isEmpty()) {
            var errors = JsonOutput.JSON.createArrayBuilder();
            for (InputInvalid.Field field : fields) {
                errors.add(JsonOutput.object().add("field", field.field()).add("message", field.message()));
            }
            json.add("errors", errors);
        }
        var response = Response.status(status).entity(JsonOutput.bytes(json)).type("application/problem+json");
        if (retryAfter != null) {
            response.header("Retry-After", retryAfter);
        }
        return response.build();
    }

    /** What the core refuses. */
    @Provider
    public static class OfRefused implements ExceptionMapper<Refused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Refused refused) {
            if (refused instanceof Refused.LimitReached limit) {
                return problem(
                        429,
                        limit.limit().name().toLowerCase(Locale.ROOT),
                        limit.getMessage(),
                        Integer.toString(limit.retryAfterSeconds()),
                        List.of(),
                        request);
            }
            if (refused instanceof Refused.Unknown) {
                return problem(404, "not_found", refused.getMessage(), null, List.of(), request);
            }
            if (refused instanceof Refused.KeyReused) {
                return problem(422, "idempotency_key_reused", refused.getMessage(), null, List.of(), request);
            }
            return problem(503, "unavailable", refused.getMessage(), DATABASE_AWAY_SECONDS, List.of(), request);
        }
    }

    /** What cannot be understood. */
    @Provider
    public static class OfInput implements ExceptionMapper<InputInvalid> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(InputInvalid invalid) {
            String code = invalid.status() == 413 ? "too_large" : "invalid_request";
            return problem(invalid.status(), code, invalid.getMessage(), null, invalid.fields(), request);
        }
    }

    /** Uploads that are not kept. */
    @Provider
    public static class OfImage implements ExceptionMapper<ImageRefused> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(ImageRefused refused) {
            var reason = refused.reason();
            String retryAfter = reason.retryAfterSeconds() == 0 ? null : Integer.toString(reason.retryAfterSeconds());
            return problem(reason.status(), reason.code(), refused.getMessage(), retryAfter, List.of(), request);
        }
    }

    /** What the server itself refuses: unknown paths, wrong methods, wrong media types. */
    @Provider
    public static class OfHttp implements ExceptionMapper<WebApplicationException> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(WebApplicationException exception) {
            int status = exception.getResponse().getStatus();
            if (status >= 500) {
                return unexpected(exception, request);
            }
            Response answer = problem(status, code(status), sentence(status), null, List.of(), request);
            Object allow = exception.getResponse().getHeaders().getFirst("Allow");
            return allow == null
                    ? answer
                    : Response.fromResponse(answer).header("Allow", allow).build();
        }

        private static String code(int status) {
            return switch (status) {
                case 404 -> "not_found";
                case 405 -> "method_not_allowed";
                case 406 -> "not_acceptable";
                case 413 -> "too_large";
                case 415 -> "unsupported_media_type";
                default -> "invalid_request";
            };
        }

        private static String sentence(int status) {
            return switch (status) {
                case 404 -> "There is nothing here.";
                case 405 -> "This method is not allowed here.";
                case 406 -> "This can only be answered as JSON.";
                case 413 -> "The request is too large.";
                case 415 -> "This media type is not understood here.";
                default -> "The request cannot be understood.";
            };
        }
    }

    /** Bugs: logged with an id, told without details. */
    @Provider
    public static class OfTheUnexpected implements ExceptionMapper<Throwable> {

        @Context
        HttpServletRequest request;

        @Override
        public Response toResponse(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Refused.Unavailable) {
                return problem(503, "unavailable", cause.getMessage(), DATABASE_AWAY_SECONDS, List.of(), request);
            }
            return unexpected(cause, request);
        }
    }

    private static Response unexpected(Throwable failure, HttpServletRequest request) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + incident + " at " + request.getMethod() + ".", failure);
        String sentence = "Something went wrong on our side. If it happens again, tell your administrator: " + incident;
        return problem(500, "internal", sentence, null, List.of(), request);
    }
}
