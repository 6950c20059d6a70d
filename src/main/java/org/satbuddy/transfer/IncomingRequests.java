package org.satbuddy.transfer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.satbuddy.log.LimitedLog;

/**
 * Has a thread work on a request once its body is here and its sender has a turn, so that a slow sender occupies no
 * thread, and one with many requests delays only itself. The memory for bodies is reserved beforehand: one budget for
 * small bodies, such as chat messages, and one for large ones, such as photos.
 */
public final class IncomingRequests {

    private static final System.Logger LOG = LimitedLog.of(IncomingRequests.class);

    /** The largest JSON body, in bytes. */
    public static final int MAX_JSON = 1_000_000;

    /** The largest form, in bytes: an image of 5 MB, and room for the form around it. */
    public static final int MAX_FORM = 5 * 1024 * 1024 + 64 * 1024;

    private static final int SMALL = 64 * 1024;

    /**
     * The share of the heap for each of the two budgets. Reading a body takes up to three times its size. With twice as
     * much, bodies that wait grow old, and full collections stop the server for half a second several times a minute.
     */
    private static final int HEAP_SHARE = 20;

    private static final int MOST_WAITING = 1000;

    /** More than the pictures that the page uploads at once. */
    private static final int MOST_WAITING_PER_SENDER = 16;

    /** How many requests of one sender are worked on at once. */
    private static final int TURNS = 8;

    /**
     * How many requests are worked on at once. More of them would share the same processors: each would take longer, and
     * the line would no longer be fair.
     */
    private static final int ALL_TURNS = 16;

    /** How many uploads are worked on at once. Each takes a processor for as long as its picture is decoded. */
    private static final int UPLOADS = 2;

    /** How many passwords are hashed at once. A class that signs in waits for six seconds, and others do not notice. */
    private static final int PASSWORDS = 1;

    private static final int MOST_WAITING_PASSWORDS_PER_SENDER = 100;

    /** How many requests wait for the identity provider at once. While it does not reply, others do not notice. */
    private static final int SIGN_INS = 8;

    /** Requests without a turn hold no thread, and little memory. */
    private static final int MOST_WAITING_FOR_A_TURN = 5000;

    /** More than a class that opens the page at once, whose newcomers share an address. */
    private static final int MOST_WAITING_FOR_A_TURN_PER_SENDER = 500;

    private static final int TICK_MILLIS = 100;

    static final ErrorResponse CROWDED =
            ErrorResponse.unavailable("Too many requests arrive at the moment. Please try again in a few seconds.");

    static final ErrorResponse TOO_SLOW = new ErrorResponse(
            HttpServletResponse.SC_REQUEST_TIMEOUT,
            "Request Timeout",
            "timeout",
            "The request took too long to arrive.");

    /** What a request takes of the server. */
    public enum Work {
        /** An upload counts as one whatever is said of it. */
        SHORT,
        PASSWORD,
        /** Waits for a call to the school's identity provider. */
        IDENTITY_PROVIDER
    }

    private final SharedBudget turns =
            new SharedBudget(ALL_TURNS, TURNS, MOST_WAITING_FOR_A_TURN, MOST_WAITING_FOR_A_TURN_PER_SENDER);

    /** Uploads have a line of their own: those that wait for a decoder would hold the turns of short requests. */
    private final SharedBudget uploads = new SharedBudget(UPLOADS, UPLOADS, MOST_WAITING, MOST_WAITING_PER_SENDER);

    private final SharedBudget passwords =
            new SharedBudget(PASSWORDS, PASSWORDS, MOST_WAITING, MOST_WAITING_PASSWORDS_PER_SENDER);

    private final SharedBudget signIns =
            new SharedBudget(SIGN_INS, SIGN_INS / 2, MOST_WAITING, MOST_WAITING_FOR_A_TURN_PER_SENDER);

    private final SharedBudget small;
    private final SharedBudget large;

    private final ResponseBodies responses;

    /** The requests without a thread, and when each has waited for too long, of {@link System#nanoTime()}. */
    private final Map<IncomingRequest, Long> waiting = new ConcurrentHashMap<>();

    /** @param timer for short work, many times a second */
    public IncomingRequests(ScheduledExecutorService timer, ResponseBodies responses) {
        this(Runtime.getRuntime().maxMemory() / HEAP_SHARE, responses);
        timer.scheduleWithFixedDelay(this::tickOn, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param bytes of the budget for small bodies, and of the one for large bodies */
    IncomingRequests(long bytes, ResponseBodies responses) {
        this.responses = responses;
        long largest = MAX_FORM + 1L;
        long total = Math.max(bytes, 2 * largest);
        small = new SharedBudget(total, 32L * SMALL, MOST_WAITING, MOST_WAITING_PER_SENDER);
        large = new SharedBudget(total, 2 * largest, MOST_WAITING, MOST_WAITING_PER_SENDER);
    }

    /** A failure would otherwise end the timer, and with it every deadline. */
    private void tickOn() {
        try {
            tick(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A request that waits could not be ended.", e);
        }
    }

    /** Ends what has waited for too long, and takes the memory from slow senders if others wait for it. */
    void tick(long now) {
        waiting.forEach((request, deadline) -> {
            if (now - deadline >= 0) {
                request.expire();
            }
        });
        small.takeBack(now);
        large.takeBack(now);
    }

    /**
     * Lets the chain answer a request: at once, or in a dispatch to come, for {@link #goOn}. The request is also
     * dispatched if its body does not come in time, or if too many requests wait.
     *
     * @param work what the request takes
     * @param sender whose share of the server the request takes
     */
    public void pass(
            HttpServletRequest request, HttpServletResponse response, Work work, String sender, FilterChain chain)
            throws IOException, ServletException {
        SharedBudget line = line(request, work);
        if (isToCome(request)) {
            receive(request, response, line, sender);
            return;
        }
        SharedBudget.Reservation turn = line.tryReserve(sender, 1);
        if (turn == null) {
            start(request, response, SMALL).await(line, sender);
            return;
        }
        try {
            // A client that does not read its responses holds no turn meanwhile.
            responses.serve(request, response, chain, turn::release);
        } finally {
            turn.release();
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, SharedBudget line, String sender) {
        int limit = limit(request);
        long announced = request.getContentLengthLong();
        int size = announced < 0 ? limit : (int) Math.min(announced, limit);
        SharedBudget room = size <= SMALL ? small : large;
        start(request, response, size).receive(room, size, limit, line, sender);
    }

    private SharedBudget line(HttpServletRequest request, Work work) {
        if (hasBody(request) && isForm(request)) {
            return uploads;
        }
        return switch (work) {
            case SHORT -> turns;
            case PASSWORD -> passwords;
            case IDENTITY_PROVIDER -> signIns;
        };
    }

    /**
     * Answers a request without regard to its body.
     *
     * @param refusal answers the request; null if the chain does
     */
    public void passWithoutBody(
            HttpServletRequest request, HttpServletResponse response, FilterChain refusal, FilterChain chain)
            throws IOException, ServletException {
        if (isToCome(request)) {
            start(request, response, MAX_FORM).skipBody(refusal);
        } else {
            responses.serve(request, response, refusal == null ? chain : refusal, () -> {});
        }
    }

    /** Answers a request that has been dispatched. */
    public void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        IncomingRequest.of(request).answer(request, response, responses, chain);
    }

    private IncomingRequest start(HttpServletRequest request, HttpServletResponse response, int size) {
        var incoming = IncomingRequest.start(request, response, waiting::remove);
        waiting.put(incoming, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Patience.millis(size)));
        return incoming;
    }

    /**
     * Whether a body is still to come. A small body usually arrives with the header, and then needs no second dispatch.
     * A method that has no body in the contract counts only if it announces one.
     */
    private static boolean isToCome(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length >= 0) {
            return length > 0 && (length > SMALL || request.getInputStream().available() < length);
        }
        return isOfUnknownLength(request);
    }

    private static boolean isOfUnknownLength(HttpServletRequest request) {
        boolean framed = request.getHeader("Transfer-Encoding") != null;
        boolean http2 = request.getProtocol().startsWith("HTTP/2");
        return framed || (http2 && hasBody(request));
    }

    /** Whether the contract has a body for the method. */
    private static boolean hasBody(HttpServletRequest request) {
        return request.getMethod().startsWith("P");
    }

    /** One byte more than the largest body. */
    private static int limit(HttpServletRequest request) {
        if (!hasBody(request)) {
            return 0;
        }
        return 1 + (isForm(request) ? MAX_FORM : MAX_JSON);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
