package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of one request, received as it arrives. A longer body is cut off one byte past the limit, so that the
 * resource finds it too large.
 */
final class ReceivedBody implements ReadListener, AsyncListener {

    private static final String ATTRIBUTE = ReceivedBody.class.getName();
    private static final int FIRST_BUFFER = 8 * 1024;

    private final AsyncContext async;
    private final int most;

    private byte[] bytes;
    private int length;
    private ServletInputStream input;
    private BodyBudget.Reservation room;
    private volatile ErrorResponse refusal;
    private boolean ended;
    private boolean released;

    /**
     * @param size the size that the request announces, or else {@code most}
     * @param most bytes after which reading ends
     */
    ReceivedBody(AsyncContext async, int size, int most) {
        this.async = async;
        this.most = most;
        this.bytes = new byte[Math.min(size, FIRST_BUFFER)];
    }

    static ReceivedBody of(HttpServletRequest request) {
        return (ReceivedBody) request.getAttribute(ATTRIBUTE);
    }

    /** Begins to read. Called when there is room. */
    void start() {
        try {
            synchronized (this) {
                if (ended) {
                    return;
                }
                input = async.getRequest().getInputStream();
            }
            input.setReadListener(this);
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    /** Keeps the room until {@link #release}, which may have been called before. */
    synchronized void keep(BodyBudget.Reservation reserved) {
        room = reserved;
        if (released) {
            room.release();
        }
    }

    void release() {
        BodyBudget.Reservation reserved;
        synchronized (this) {
            released = true;
            bytes = new byte[0];
            reserved = room;
        }
        if (reserved != null) {
            reserved.release();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (input.isReady()) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(FIRST_BUFFER, 2 * bytes.length)));
            }
            int read = input.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length == most) {
                passOn();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        passOn();
    }

    private void passOn() {
        if (end()) {
            async.getRequest().setAttribute(ATTRIBUTE, this);
            async.dispatch();
        }
    }

    /** Ends the receipt. The request gets this response. */
    void refuse(ErrorResponse response) {
        refusal = response;
        release();
        passOn();
    }

    /** Null if the body has been received. */
    ErrorResponse refusal() {
        return refusal;
    }

    /** The client has gone. */
    @Override
    public void onError(Throwable failure) {
        release();
        if (end()) {
            async.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ((HttpServletResponse) async.getResponse()).setHeader("Connection", "close");
        refuse(RequestBodies.TOO_SLOW);
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    @Override
    public void onError(AsyncEvent event) {
        release();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        release();
    }

    /** The body is received, and the resource starts a wait of its own. */
    @Override
    public void onStartAsync(AsyncEvent event) {}

    /** Returns the request with this body in place of the one in the network. */
    HttpServletRequest in(HttpServletRequest request) {
        var content = new ByteArrayInputStream(bytes, 0, length);
        return new HttpServletRequestWrapper(request) {

            @Override
            public ServletInputStream getInputStream() {
                return new MemoryInput(content);
            }

            @Override
            public BufferedReader getReader() {
                return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
            }
        };
    }

    private static final class MemoryInput extends ServletInputStream {

        private final ByteArrayInputStream content;

        MemoryInput(ByteArrayInputStream content) {
            this.content = content;
        }

        @Override
        public int read() {
            return content.read();
        }

        @Override
        public int read(byte[] target, int from, int most) {
            return content.read(target, from, most);
        }

        @Override
        public int available() {
            return content.available();
        }

        @Override
        public boolean isFinished() {
            return content.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is in memory already");
        }
    }
}
