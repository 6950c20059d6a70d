package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Arrays;

/**
 * A response whose body stays in memory until it is complete. Once a {@link WriteListener} is set, the response is a
 * stream, and its bytes pass through.
 */
public final class HeldResponse extends HttpServletResponseWrapper {

    /** The longest body that is written at once, in bytes: one buffer of the server, which the network takes. */
    static final int SHORT = 16 * 1024;

    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 512;

    private final SlowWrites slowWrites;

    private byte[] bytes = NOTHING;
    private int length;
    private boolean shared;
    private Output output;
    private PrintWriter writer;
    private volatile boolean streams;

    HeldResponse(HttpServletResponse response, SlowWrites slowWrites) {
        super(response);
        this.slowWrites = slowWrites;
    }

    /** Sends a whole body, if possible without a copy. The array must not change any more. */
    public static void send(byte[] body, HttpServletResponse response) throws IOException {
        if (response instanceof HeldResponse held && held.length == 0 && !held.streams) {
            held.bytes = body;
            held.length = body.length;
            held.shared = true;
        } else {
            response.getOutputStream().write(body);
        }
    }

    int length() {
        if (writer != null) {
            writer.flush();
        }
        return length;
    }

    /** Writes and ends the response on this thread. */
    void write() throws IOException {
        // An upgraded connection is not a response any more.
        if (streams || getStatus() == SC_SWITCHING_PROTOCOLS) {
            return;
        }
        int size = length();
        describe(size);
        ServletOutputStream out = super.getOutputStream();
        slowWrites.watch(() -> {
            // After an error page the stream is closed already.
            if (size > 0) {
                out.write(bytes, 0, size);
            }
            out.close();
        });
    }

    /**
     * Writes the response whenever the connection accepts more, and then completes the context.
     *
     * @param whenDone runs once, after the response has been sent or has failed
     */
    void send(AsyncContext async, Runnable whenDone) {
        if (streams) {
            async.complete();
            return;
        }
        int size = length();
        describe(size);
        var body = new SentBody(bytes, size, async, whenDone);
        try {
            body.begin(super.getOutputStream());
        } catch (IOException | IllegalStateException e) {
            body.onError(e);
        }
    }

    private void describe(int size) {
        if (size > 0 && !isCommitted()) {
            setContentLength(size);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new Output(super.getOutputStream());
        }
        return output;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), getCharacterEncoding()));
        }
        return writer;
    }

    /** Nothing is sent before the response is complete. */
    @Override
    public void flushBuffer() throws IOException {
        if (streams) {
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        super.reset();
        forget();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    @Override
    public void sendError(int status) throws IOException {
        forget();
        slowWrites.watch(() -> super.sendError(status));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        forget();
        slowWrites.watch(() -> super.sendError(status, message));
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        forget();
        slowWrites.watch(() -> super.sendRedirect(location));
    }

    private void forget() {
        bytes = NOTHING;
        length = 0;
        shared = false;
    }

    private void add(byte[] source, int from, int count) {
        if (shared || bytes.length - length < count) {
            long wanted = Math.max((long) length + count, Math.max(FIRST_BUFFER, 2L * length));
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
            shared = false;
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    private final class Output extends ServletOutputStream {

        private final ServletOutputStream real;

        Output(ServletOutputStream real) {
            this.real = real;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int from, int count) throws IOException {
            if (streams) {
                real.write(source, from, count);
            } else {
                add(source, from, count);
            }
        }

        @Override
        public void flush() throws IOException {
            if (streams) {
                real.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (streams) {
                real.close();
            }
        }

        @Override
        public boolean isReady() {
            return !streams || real.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            streams = true;
            real.setWriteListener(listener);
        }
    }
}
