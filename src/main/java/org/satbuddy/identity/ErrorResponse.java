package org.satbuddy.identity;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.satbuddy.database.DatabaseUnavailable;

/** A refusal by the identity filter, written as the HTTP contract's error body. */
record ErrorResponse(int status, String title, String code, String sentence) {

    private static final String RETRY_AFTER_SECONDS = "2";

    static ErrorResponse of(Denied denied) {
        int status = denied.code().status();
        return new ErrorResponse(
                status,
                status == HttpServletResponse.SC_UNAUTHORIZED ? "Unauthorized" : "Forbidden",
                denied.code().name().toLowerCase(Locale.ROOT),
                denied.getMessage());
    }

    static ErrorResponse of(DatabaseUnavailable unavailable) {
        return new ErrorResponse(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Service Unavailable",
                "unavailable",
                unavailable.getMessage());
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Json.createObjectBuilder()
                .add("success", false)
                .add("status", "error")
                .add("error", sentence)
                .add("code", code)
                .add("type", "about:blank")
                .add("title", title)
                .add("detail", sentence)
                .add("instance", request.getRequestURI())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(body);
    }
}
