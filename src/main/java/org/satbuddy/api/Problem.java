package org.satbuddy.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.image.ImageRefused;
import org.satbuddy.task.Refused;

/**
 * An error in the contract's one shape: RFC 9457, with the fields that clients of the earlier Django version read.
 *
 * @param code for programs to decide by
 * @param sentence for people to read
 * @param retryAfterSeconds 0 for no {@code Retry-After} header
 * @param fields errors of single fields; usually empty
 */
record Problem(int status, String code, String sentence, int retryAfterSeconds, List<InvalidInput.Field> fields) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int DATABASE_AWAY_SECONDS = 2;

    Problem(int status, String code, String sentence) {
        this(status, code, sentence, 0, List.of());
    }

    static Problem of(InvalidInput invalid) {
        String code =
                invalid.status() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE ? "too_large" : "invalid_request";
        return new Problem(invalid.status(), code, invalid.getMessage(), 0, invalid.fields());
    }

    static Problem of(ImageRefused refused) {
        var reason = refused.reason();
        return new Problem(reason.status(), reason.code(), refused.getMessage(), reason.retryAfterSeconds(), List.of());
    }

    static Problem of(EntryRefused refused) {
        var reason = refused.reason();
        return new Problem(
                reason.status(),
                reason.name().toLowerCase(Locale.ROOT),
                refused.getMessage(),
                reason.retryAfterSeconds(),
                List.of());
    }

    static Problem of(Refused refused) {
        if (refused instanceof Refused.LimitReached limit) {
            String code = limit.limit().name().toLowerCase(Locale.ROOT);
            return new Problem(429, code, limit.getMessage(), Math.max(1, limit.retryAfterSeconds()), List.of());
        }
        if (refused instanceof Refused.Unknown unknown) {
            return new Problem(404, unknown.isImage() ? "unknown_image" : "not_found", unknown.getMessage());
        }
        return new Problem(422, "idempotency_key_reused", ((Refused.KeyReused) refused).getMessage());
    }

    static Problem of(DatabaseUnavailable unavailable) {
        return new Problem(503, "unavailable", unavailable.getMessage(), DATABASE_AWAY_SECONDS, List.of());
    }

    /** The task is unknown, expired or another user's. The response is the same for all three, to reveal nothing. */
    static Problem unknownTask() {
        return new Problem(404, "not_found", "This task is unknown or has expired.");
    }

    /** An error that the server itself raises, before or instead of a resource. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> new Problem(status, "unauthenticated", "Please sign in first.");
            case 403 -> new Problem(status, "forbidden", "This is not allowed.");
            case 404 -> new Problem(status, "not_found", "There is nothing here.");
            case 405 -> new Problem(status, "method_not_allowed", "This method is not allowed here.");
            case 406 -> new Problem(status, "not_acceptable", "This cannot be answered in the media type asked for.");
            case 408 -> new Problem(status, "timeout", "The request took too long to arrive.");
            case 413 -> new Problem(status, "too_large", "The request is too large.");
            case 415 -> new Problem(status, "unsupported_media_type", "This media type is not understood here.");
            case 503 ->
                new Problem(
                        status,
                        "unavailable",
                        "SAT Buddy cannot answer right now. Please try again in a moment.",
                        5,
                        List.of());
            default ->
                status < 500
                        ? new Problem(status, "invalid_request", "The request cannot be understood.")
                        : new Problem(status, "internal", "Something went wrong on our side. Please try again.");
        };
    }

    /** An unexpected failure. The log has its stack trace under this id. */
    static Problem ofIncident(String id) {
        return new Problem(
                500,
                "internal",
                "Something went wrong on our side. If it happens again, tell your administrator: " + id);
    }

    /** @param instance the path of the request */
    byte[] json(String instance) {
        var json = JsonOutput.object()
                .add("success", false)
                .add("status", status == 404 ? "not_found" : "error")
                .add("error", sentence)
                .add("code", code)
                .add("type", "about:blank")
                .add("title", title())
                .add("detail", sentence)
                .add("instance", instance);
        if (!fields.isEmpty()) {
            var errors = JsonOutput.JSON.createArrayBuilder();
            for (InvalidInput.Field field : fields) {
                errors.add(JsonOutput.object().add("field", field.field()).add("message", field.message()));
            }
            json.add("errors", errors);
        }
        return JsonOutput.bytes(json);
    }

    /** Sends this in response to a request that no resource serves. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request.getRequestURI(), response);
    }

    /** @param instance the path of the request */
    void write(String instance, HttpServletResponse response) throws IOException {
        byte[] json = json(instance);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(json.length);
        if (retryAfterSeconds > 0) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        response.getOutputStream().write(json);
    }

    Response response(String instance) {
        var response = Response.status(status).entity(json(instance)).type(MEDIA_TYPE);
        if (retryAfterSeconds > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        return response.build();
    }

    private String title() {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }
}
