package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The body of one response, written as the client takes it. */
final class SentBody implements WriteListener, AsyncListener {

    /** The server copies what the connection does not accept, so each write is limited. */
    private static final int PIECE = 32 * 1024;

    private final byte[] bytes;
    private final int length;
    private final AsyncContext async;
    private final Runnable whenDone;
    private final long deadline;
    private ServletOutputStream out;
    private int position;
    private boolean done;

    /** @param length how many of the bytes are the body */
    SentBody(byte[] bytes, int length, AsyncContext async, Runnable whenDone) {
        this.bytes = bytes;
        this.length = length;
        this.async = async;
        this.whenDone = whenDone;
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Patience.millis(length));
    }

    void begin(ServletOutputStream output) {
        out = output;
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (position == length) {
                async.complete();
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("The client takes the response too slowly.");
            }
            int count = Math.min(PIECE, length - position);
            out.write(bytes, position, count);
            position += count;
        }
    }

    /** The client has gone, or is too slow. */
    @Override
    public void onError(Throwable failure) {
        end();
        async.complete();
    }

    /** The server breaks the connection off, because nobody completes the response. */
    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void end() {
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
        }
        whenDone.run();
    }
}
