package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A request that waits for its body, and then for its sender's turn. What is not kept of the body is read, too. Otherwise
 * the server would read it when the request ends, and a thread would wait for it.
 *
 * <p>The deadline is kept here and not by the server, whose timeout might come while the request is dispatched.
 */
final class IncomingRequest implements ReadListener, AsyncListener, SharedBudget.Holder {

    private static final String ATTRIBUTE = IncomingRequest.class.getName();
    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 8 * 1024;

    /** Many clients read a response only after they have sent their whole body. */
    private static final long MOST_TO_SKIP = 16L * 1024 * 1024;

    /** Never read. Many threads write here at once. */
    private static final byte[] SKIPPED = new byte[8 * 1024];

    private enum Stage {
        WAITING_FOR_ROOM,
        ARRIVING,
        WAITING_FOR_A_TURN,
        DISPATCHED
    }

    private final HttpServletRequest request;
    private final AsyncContext async;
    private final Consumer<IncomingRequest> whenDispatched;
    private final List<SharedBudget.Reservation> reservations = new ArrayList<>();

    private volatile Stage stage = Stage.WAITING_FOR_ROOM;
    private volatile FilterChain refusal;
    private volatile boolean cutOff;
    private Runnable whenArrived = this::dispatch;
    private boolean released;

    private volatile long begun;
    private volatile int length;
    private int most;

    /** Null if the body stays with the server. */
    private byte[] bytes;

    private long skipped;

    private IncomingRequest(HttpServletRequest request, AsyncContext async, Consumer<IncomingRequest> whenDispatched) {
        this.request = request;
        this.async = async;
        this.whenDispatched = whenDispatched;
    }

    /** @param whenDispatched runs when the request waits no longer */
    static IncomingRequest start(
            HttpServletRequest request, HttpServletResponse response, Consumer<IncomingRequest> whenDispatched) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        var incoming = new IncomingRequest(request, async, whenDispatched);
        request.setAttribute(ATTRIBUTE, incoming);
        async.addListener(incoming);
        return incoming;
    }

    static IncomingRequest of(HttpServletRequest request) {
        return (IncomingRequest) request.getAttribute(ATTRIBUTE);
    }

    /** Reads the body, and keeps nothing of it. */
    void skipBody(FilterChain answer) {
        refusal = answer;
        bytes = NOTHING;
        begin();
    }

    /** Waits for a turn. */
    void await(SharedBudget turns, String sender) {
        if (enter(Stage.WAITING_FOR_A_TURN) && !reserve(turns.reservation(sender, 1, this::dispatch))) {
            refusal = IncomingRequests.CROWDED;
            dispatch();
        }
    }

    /**
     * Receives the body, and then waits for a turn.
     *
     * @param size the size that the request announces, or else {@code limit}
     * @param limit bytes of the body that are kept
     */
    void receive(SharedBudget room, int size, int limit, SharedBudget turns, String sender) {
        most = limit;
        bytes = NOTHING;
        whenArrived = () -> await(turns, sender);
        if (!reserve(room.reservation(sender, size, this))) {
            most = 0;
            whenArrived = this::dispatch;
            skipBody(IncomingRequests.CROWDED);
        }
    }

    /** Keeps the reservation, which is granted at once or later. Returns false if there is no place to wait. */
    private boolean reserve(SharedBudget.Reservation reservation) {
        synchronized (this) {
            if (released) {
                return true;
            }
            reservations.add(reservation);
        }
        return reservation.request();
    }

    /** There is room for the body. */
    @Override
    public void granted() {
        begin();
    }

    private void begin() {
        if (!enter(Stage.ARRIVING)) {
            return;
        }
        try {
            begun = System.nanoTime();
            request.getInputStream().setReadListener(this);
        } catch (IOException | RuntimeException e) {
            // This may run on a thread of another request, which has returned room.
            onError(e);
        }
    }

    /** Returns false if the request has come so far already. */
    private synchronized boolean enter(Stage next) {
        boolean further = next.compareTo(stage) > 0;
        if (further) {
            stage = next;
        }
        return further;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream input = request.getInputStream();
        while (stage == Stage.ARRIVING && input.isReady()) {
            int read = length < most ? keepFrom(input) : input.read(SKIPPED);
            if (read < 0) {
                return;
            }
            if (length < most) {
                length += read;
            } else {
                skipped += read;
            }
            if (skipped > MOST_TO_SKIP) {
                cutOff = true;
                onAllDataRead();
            }
        }
    }

    private int keepFrom(ServletInputStream input) throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(FIRST_BUFFER, 2 * length)));
        }
        return input.read(bytes, length, bytes.length - length);
    }

    @Override
    public void onAllDataRead() {
        whenArrived.run();
    }

    private void dispatch() {
        if (!enter(Stage.DISPATCHED)) {
            return;
        }
        whenDispatched.accept(this);
        try {
            async.dispatch();
        } catch (RuntimeException gone) {
            // The server fails in ways of its own once the client has gone. Whoever grants the turn goes on.
            release();
        }
    }

    @Override
    public long lag(long now) {
        return stage == Stage.ARRIVING ? Patience.lag(length, now - begun) : 0;
    }

    @Override
    public void end() {
        cutOff(IncomingRequests.TOO_SLOW);
    }

    /** The request has waited for too long. */
    void expire() {
        cutOff(stage == Stage.ARRIVING ? IncomingRequests.TOO_SLOW : IncomingRequests.CROWDED);
    }

    private void cutOff(ErrorResponse response) {
        if (refusal == null) {
            refusal = response;
        }
        if (stage != Stage.WAITING_FOR_A_TURN) {
            cutOff = true;
        }
        release();
        dispatch();
    }

    /** Returns what the request holds of the server. */
    private void release() {
        List<SharedBudget.Reservation> held;
        synchronized (this) {
            released = true;
            held = List.copyOf(reservations);
            reservations.clear();
        }
        held.forEach(SharedBudget.Reservation::release);
    }

    /** Answers the dispatched request. */
    void answer(HttpServletRequest again, HttpServletResponse response, ResponseBodies responses, FilterChain chain)
            throws IOException, ServletException {
        if (cutOff) {
            response.setHeader("Connection", "close");
        }
        RequestWithBody received = bytes == null ? null : new RequestWithBody(again, bytes, length);
        try {
            responses.serve(received == null ? again : received, response, refusal == null ? chain : refusal, () -> {
                if (received != null) {
                    received.forgetBody();
                    bytes = NOTHING;
                }
                release();
            });
        } finally {
            release();
            if (cutOff) {
                abandonBody();
            }
        }
    }

    /** The server would wait for the rest of the body, and an interrupt ends its wait. */
    private void abandonBody() {
        Thread.currentThread().interrupt();
        try {
            request.getInputStream().close();
        } catch (IOException interrupted) {
            // As intended.
        } finally {
            Thread.interrupted();
        }
    }

    /** The client has gone, or has sent only a part of the body. */
    @Override
    public void onError(Throwable failure) {
        release();
        if (enter(Stage.DISPATCHED)) {
            whenDispatched.accept(this);
            try {
                ((HttpServletResponse) async.getResponse()).setStatus(HttpServletResponse.SC_BAD_REQUEST);
                async.complete();
            } catch (IllegalStateException gone) {
                // The server has ended the request itself.
                return;
            }
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        release();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        release();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    /** The resource starts a wait of its own. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
