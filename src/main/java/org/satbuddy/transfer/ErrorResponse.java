package org.satbuddy.transfer;

import jakarta.json.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A refusal before any resource is reached, written as the HTTP contract's error body. */
public record ErrorResponse(int status, String title, String code, String sentence) implements FilterChain {

    private static final String RETRY_AFTER_SECONDS = "2";

    /** The client may try again soon. */
    public static ErrorResponse unavailable(String sentence) {
        return new ErrorResponse(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Service Unavailable", "unavailable", sentence);
    }

    /** Answers the request. */
    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer) throws IOException {
        var request = (HttpServletRequest) asked;
        var response = (HttpServletResponse) answer;
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
