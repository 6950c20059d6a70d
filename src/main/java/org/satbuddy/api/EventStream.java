package org.satbuddy.api;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TaskUpdate;
import org.satbuddy.task.TextPosition;

/**
 * The stream of one task's events to one client. It holds no thread: the thread that reports a change also writes the
 * events, one thread at a time. Nothing is queued for a sink that is not ready. Its news is looked up later.
 */
final class EventStream {

    /**
     * How long a stream is silent before the stage of the task is repeated. This is less than the idle timeouts of
     * proxies. A comment would not do: a browser hides comments from the page, and the page takes a stream without
     * events for dead.
     */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /** How long a client may accept nothing before its stream is cut. The client can resume where it was. */
    static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private static final System.Logger LOG = LimitedLog.of(EventStream.class);

    private final TaskEvents taskEvents;
    private final Function<TaskSnapshot, QueuePlace> places;
    private Function<TextPosition, Optional<TaskUpdate>> lookUp;
    private Runnable onEnd;
    private volatile EventSink sink;

    /** The number of pending wake-ups. The thread that raises it from 0 does the writing. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    private volatile boolean cut;
    private volatile boolean queued;
    private volatile boolean stalled;
    private volatile boolean silent;
    private volatile long lastWrite = System.nanoTime();
    private boolean last;
    private boolean over;
    private boolean ended;
    private boolean closed;

    /** @param places returns the place of a task in the queue */
    EventStream(TaskEvents taskEvents, Function<TaskSnapshot, QueuePlace> places) {
        this.taskEvents = taskEvents;
        this.places = places;
    }

    /**
     * Sets what the stream sends. Call this before {@link #connect}.
     *
     * @param news returns what is new after a position; empty if the task was deleted
     * @param end runs once, when the connection has accepted everything or is gone
     */
    void follow(Function<TextPosition, Optional<TaskUpdate>> news, Runnable end) {
        lookUp = news;
        onEnd = end;
    }

    /** Sets where the stream is sent. Call {@link #wake} when the connection is ready. */
    void connect(EventSink connection) {
        sink = connection;
    }

    /** Writes what is new. Call this when there may be news, or when the connection is ready again. */
    void wake() {
        if (wakeUps.getAndIncrement() > 0) {
            return;
        }
        int handled = 1;
        do {
            write();
            handled = wakeUps.addAndGet(-handled);
        } while (handled > 0);
    }

    /** Ends the stream without a last event. */
    void cut() {
        cut = true;
        wake();
    }

    /**
     * Run once a second. Sends changes of the queue, repeats the stage after silence, and cuts a stalled stream. Reads
     * no database.
     */
    void tick(long now) {
        long silence = now - lastWrite;
        if (stalled && silence > LONGEST_STALL.toNanos()) {
            cut();
            return;
        }
        silent = silence > LONGEST_SILENCE.toNanos();
        if (queued || silent) {
            wake();
        }
    }

    private void write() {
        EventSink connection = sink;
        if (!over && (connection != null || cut)) {
            over = isOver(() -> writeNews(connection));
        }
        // Until the client has taken everything, the stream counts, and can stall.
        if (over && !ended && isOver(() -> isTaken(connection))) {
            ended = true;
            end(onEnd);
        }
        // The stream may have been cut before it was connected.
        if (ended && connection != null && !closed) {
            closed = true;
            end(connection::close);
        }
    }

    private interface Step {
        boolean isDone() throws IOException;
    }

    private boolean isOver(Step step) {
        try {
            return cut || step.isDone();
        } catch (IOException e) {
            // The client is gone. It can resume where it was.
            LOG.log(Level.DEBUG, "An event stream broke off.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An event stream ended on an unexpected error.", e);
        }
        return true;
    }

    /** Logs a failure instead of throwing it: the calling thread serves other streams too. */
    private static void end(Runnable last) {
        try {
            last.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Ending an event stream failed.", e);
        }
    }

    /** Whether the connection has taken all that was written. */
    private boolean isTaken(EventSink connection) throws IOException {
        stalled = !connection.isReady();
        return !stalled;
    }

    /** Writes what is new; returns true if nothing more will follow. */
    private boolean writeNews(EventSink connection) throws IOException {
        if (!isTaken(connection)) {
            return false;
        }
        if (silent) {
            silent = false;
            taskEvents.repeatStage();
        }
        List<TaskEvent> news = news();
        if (!news.isEmpty()) {
            lastWrite = System.nanoTime();
            connection.write(news);
        }
        return taskEvents.ended() || last;
    }

    private List<TaskEvent> news() {
        Optional<TaskUpdate> update = lookUp.apply(taskEvents.position());
        if (update.isEmpty()) {
            return taskEvents.ofUnknownTask();
        }
        TaskSnapshot task = update.get().task();
        queued = task.state() == State.QUEUED;
        last = update.get().last();
        return taskEvents.next(update.get(), task.state().isFinal() ? null : places.apply(task));
    }
}
