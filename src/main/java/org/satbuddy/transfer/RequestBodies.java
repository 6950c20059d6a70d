package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Receives the body of a request before a thread works on the request, so that a slow sender occupies no thread. The
 * memory for bodies is reserved beforehand: one budget for small bodies, such as chat messages, and one for large ones,
 * such as photos.
 */
public final class RequestBodies {

    /** The largest JSON body, in bytes. */
    public static final int MAX_JSON = 1_000_000;

    /** The largest form, in bytes: an image of 5 MB, and room for the form around it. */
    public static final int MAX_FORM = 5 * 1024 * 1024 + 64 * 1024;

    private static final int SMALL = 64 * 1024;

    /** The share of the heap for each of the two budgets. Reading a body takes up to three times its size. */
    private static final int HEAP_SHARE = 10;

    private static final int MOST_WAITING = 1000;

    /** More than the pictures that the page uploads at once. */
    private static final int MOST_WAITING_PER_OWNER = 16;

    private static final ErrorResponse CROWDED =
            ErrorResponse.unavailable("Too many requests arrive at the moment. Please try again in a few seconds.");

    static final ErrorResponse TOO_SLOW = new ErrorResponse(
            HttpServletResponse.SC_REQUEST_TIMEOUT,
            "Request Timeout",
            "timeout",
            "The request took too long to arrive.");

    private final BodyBudget small;
    private final BodyBudget large;

    public RequestBodies() {
        this(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** @param bytes of the budget for small bodies, and of the one for large bodies */
    RequestBodies(long bytes) {
        long largest = MAX_FORM + 1L;
        long total = Math.max(bytes, 2 * largest);
        small = new BodyBudget(total, 32L * SMALL, MOST_WAITING, MOST_WAITING_PER_OWNER);
        large = new BodyBudget(total, 2 * largest, MOST_WAITING, MOST_WAITING_PER_OWNER);
    }

    /**
     * Whether a body is still to come. A small body usually arrives with the header, and then needs no second dispatch.
     * A method that has no body in the contract counts only if it announces one.
     */
    public static boolean isToCome(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length >= 0) {
            return length > 0 && (length > SMALL || request.getInputStream().available() < length);
        }
        boolean framed = request.getHeader("Transfer-Encoding") != null;
        boolean http2 = request.getProtocol().startsWith("HTTP/2");
        return framed || (http2 && request.getMethod().startsWith("P"));
    }

    /**
     * Receives the body, and then dispatches the request again, for {@link #goOn}. Also dispatches it if the body does
     * not come in time, or if too many bodies are on their way.
     */
    public void receive(HttpServletRequest request, HttpServletResponse response, String owner) throws IOException {
        int most = most(request) + 1;
        long announced = request.getContentLengthLong();
        int size = announced < 0 ? most : (int) Math.min(announced, most);
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(Patience.millis(size));
        var body = new ReceivedBody(async, size, most);
        async.addListener(body);
        BodyBudget budget = size <= SMALL ? small : large;
        BodyBudget.Reservation room = budget.reserve(owner, size, body::start);
        if (room == null) {
            body.refuse(CROWDED);
        } else {
            body.keep(room);
        }
    }

    /** Goes on with a request whose body has been received, or refuses it. The resource reads the body meanwhile. */
    public static void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ReceivedBody body = ReceivedBody.of(request);
        try {
            if (body.refusal() == null) {
                chain.doFilter(body.in(request), response);
            } else {
                body.refusal().write(request, response);
            }
        } finally {
            body.release();
        }
    }

    private static int most(HttpServletRequest request) {
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        return form ? MAX_FORM : MAX_JSON;
    }
}
