package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.Sight;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TextPosition;

/**
 * One {@code text/event-stream} response. Holds no thread: whoever has news writes them, one at a time, as far as the
 * connection takes them; what it does not take is not kept, but looked for again when it does.
 */
final class EventStream implements WriteListener, AsyncListener {

    static final String MEDIA_TYPE = "text/event-stream";

    /** Less than what proxies allow a connection to be silent for. */
    private static final long KEEP_ALIVE = Duration.ofSeconds(20).toNanos();

    /** How long a connection may take nothing before it is cut: its client resumes where it was. */
    private static final long LONGEST_STALL = Duration.ofSeconds(30).toNanos();

    private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(US_ASCII);

    /** Clients are to come back sooner than by their default of some seconds. */
    private static final byte[] OPENING = "retry: 1000\n\n".getBytes(US_ASCII);

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Narrator narrator;
    private final Function<TextPosition, Optional<Sight>> looks;
    private final Function<TaskSnapshot, QueuePlace> places;
    private final Runnable onEnd;

    /** How many asked for a turn; who raises it from 0 has it. */
    private final AtomicInteger turns = new AtomicInteger();

    private volatile boolean opened;
    private volatile boolean cut;
    private volatile boolean leaving;
    private boolean ended;
    private boolean here;
    private boolean unflushed;
    private byte[] opening = OPENING;
    private volatile boolean queued;
    private volatile boolean stalled;
    private volatile long lastWrite = System.nanoTime();

    /**
     * @param looks what there is for one who has read up to a position; empty if the task is gone
     * @param onEnd is run once, when there is nothing more to be written
     */
    EventStream(
            AsyncContext async,
            ServletOutputStream out,
            Narrator narrator,
            Function<TextPosition, Optional<Sight>> looks,
            Function<TaskSnapshot, QueuePlace> places,
            Runnable onEnd) {
        this.async = async;
        this.out = out;
        this.narrator = narrator;
        this.looks = looks;
        this.places = places;
        this.onEnd = onEnd;
    }

    /** There may be news. */
    void wake() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int taken = 1;
        do {
            write();
            taken = turns.addAndGet(-taken);
        } while (taken > 0);
    }

    /** Ends the response without a last event. */
    void cut() {
        cut = true;
        wake();
    }

    /** Ends the response, as soon as no worker of this node has more to tell. */
    void leave() {
        leaving = true;
        wake();
    }

    /** From time to time: news of the queue, a sign of life, the end of those who do not read. */
    void tick(long now) {
        long silence = now - lastWrite;
        if (stalled && silence > LONGEST_STALL) {
            cut();
        } else if (queued || silence > KEEP_ALIVE) {
            wake();
        }
    }

    private void write() {
        if (ended || !(opened || cut)) {
            return;
        }
        try {
            if (!cut && !writeNews()) {
                return;
            }
        } catch (IOException e) {
            // The client is gone; it resumes where it was, if it wants to.
            LOG.log(Level.DEBUG, "An event stream broke off.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An event stream ends on an unexpected error.", e);
        }
        end();
        async.complete();
    }

    /** True if that was the last of it. */
    private boolean writeNews() throws IOException {
        stalled = !out.isReady();
        if (stalled) {
            return false;
        }
        byte[] news = news();
        if (news.length > 0) {
            lastWrite = System.nanoTime();
            out.write(news);
            unflushed = true;
        }
        if (unflushed && !narrator.ended() && out.isReady()) {
            unflushed = false;
            out.flush();
        }
        return narrator.ended() || (leaving && !here);
    }

    private byte[] news() {
        Optional<Sight> sight = looks.apply(narrator.read());
        List<Event> events;
        if (sight.isEmpty()) {
            events = narrator.tellThatItIsGone();
        } else {
            TaskSnapshot task = sight.get().task();
            queued = task.state() == State.QUEUED;
            here = sight.get().here();
            events = narrator.tell(sight.get(), task.state().isFinal() ? null : places.apply(task));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(opening);
        opening = new byte[0];
        events.forEach(event -> append(event, bytes));
        if (bytes.size() == 0 && System.nanoTime() - lastWrite > KEEP_ALIVE) {
            bytes.writeBytes(COMMENT);
        }
        return bytes.toByteArray();
    }

    private static void append(Event event, ByteArrayOutputStream bytes) {
        bytes.writeBytes(("event: " + event.name() + "\n").getBytes(US_ASCII));
        if (event.id() != null) {
            bytes.writeBytes(("id: " + event.id() + "\n").getBytes(US_ASCII));
        }
        bytes.writeBytes("data: ".getBytes(US_ASCII));
        bytes.writeBytes(JsonOutput.bytes(event.data()));
        bytes.writeBytes("\n\n".getBytes(US_ASCII));
    }

    private void end() {
        if (!ended) {
            ended = true;
            onEnd.run();
        }
    }

    @Override
    public void onWritePossible() {
        opened = true;
        wake();
    }

    @Override
    public void onError(Throwable failure) {
        cut();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {
        cut();
    }

    @Override
    public void onError(AsyncEvent event) {
        cut();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
