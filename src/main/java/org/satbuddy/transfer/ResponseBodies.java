package org.satbuddy.transfer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends the bodies of responses so that no thread waits for a client that does not read. A long body, and any body that
 * comes after its request's thread has gone, is written whenever the connection accepts more. A short body is written
 * at once, unless many are being written: a client that has read its earlier responses has room for it.
 * {@link SlowWrites} ends the others.
 */
public final class ResponseBodies {

    /** The share of the heap for long bodies that are being sent. Beyond it, a long body is written like a short one. */
    private static final int HEAP_SHARE = 10;

    private static final int TICK_MILLIS = 100;

    private final SlowWrites slowWrites = new SlowWrites();
    private final Semaphore room;

    /** @param timer for short work, many times a second */
    public ResponseBodies(ScheduledExecutorService timer) {
        this(timer, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** @param bytes of all long bodies that are being sent */
    ResponseBodies(ScheduledExecutorService timer, long bytes) {
        room = new Semaphore((int) Math.min(bytes, Integer.MAX_VALUE));
        timer.scheduleWithFixedDelay(
                () -> slowWrites.tick(System.nanoTime()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Has the chain answer a request, and sends the response.
     *
     * @param whenAnswered runs before the response is sent
     */
    public void serve(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Runnable whenAnswered)
            throws IOException, ServletException {
        var held = new HeldResponse(response, slowWrites);
        var asking = new HeldRequest(request, held);
        chain.doFilter(asking, held);
        whenAnswered.run();
        if (!request.isAsyncStarted()) {
            send(held, request);
        }
    }

    private void send(HeldResponse held, HttpServletRequest request) throws IOException {
        int length = held.length();
        boolean shortEnough = length == 0 || (length <= HeldResponse.SHORT && !slowWrites.isCrowded());
        if (shortEnough || !request.isAsyncSupported() || !room.tryAcquire(length)) {
            held.write();
            return;
        }
        boolean begun = false;
        try {
            var async = request.startAsync();
            async.setTimeout(Patience.millis(length));
            held.send(async, () -> room.release(length));
            begun = true;
        } finally {
            if (!begun) {
                room.release(length);
            }
        }
    }
}
