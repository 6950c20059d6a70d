package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes events as a {@code text/event-stream} response.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class SseSink implements EventSink, WriteListener, AsyncListener {

    static final String MEDIA_TYPE = "text/event-stream";

    /** Makes clients reconnect after 1 s. Their default is several seconds. */
    private static final byte[] OPENING = "retry: 1000\n\n".getBytes(US_ASCII);

    private final EventStream stream;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private volatile boolean opened;
    private boolean begun;
    private boolean unflushed;

    SseSink(EventStream stream, AsyncContext async, ServletOutputStream out) {
        this.stream = stream;
        this.async = async;
        this.out = out;
    }

    /** Starts writing as soon as the server is ready. */
    void begin() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public boolean isReady() throws IOException {
        if (!opened || !out.isReady()) {
            return false;
        }
        flush();
        return out.isReady();
    }

    @Override
    public void write(List<TaskEvent> events) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!begun) {
            begun = true;
            bytes.writeBytes(OPENING);
        }
        events.forEach(event -> append(event, bytes));
        write(bytes.toByteArray());
    }

    /** Completing the response also sends what is still buffered. */
    @Override
    public void close() {
        async.complete();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        unflushed = true;
        if (out.isReady()) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (unflushed) {
            unflushed = false;
            out.flush();
        }
    }

    private static void append(TaskEvent event, ByteArrayOutputStream bytes) {
        bytes.writeBytes(("event: " + event.name() + "\n").getBytes(US_ASCII));
        if (event.id() != null) {
            bytes.writeBytes(("id: " + event.id() + "\n").getBytes(US_ASCII));
        }
        bytes.writeBytes("data: ".getBytes(US_ASCII));
        bytes.writeBytes(JsonOutput.bytes(event.data()));
        bytes.writeBytes("\n\n".getBytes(US_ASCII));
    }

    @Override
    public void onWritePossible() {
        opened = true;
        stream.wake();
    }

    @Override
    public void onError(Throwable failure) {
        stream.cut();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {
        stream.cut();
    }

    @Override
    public void onError(AsyncEvent event) {
        stream.cut();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
