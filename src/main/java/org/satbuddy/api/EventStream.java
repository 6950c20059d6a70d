package org.satbuddy.api;

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
 * The events of one task for one follower. Holds no thread: whoever has news writes them, one at a time, as far as the
 * connection takes them; what it does not take is not kept, but looked for again when it does.
 */
final class EventStream {

    /**
     * For how long nothing is told before it is said again where the task stands. Less than what proxies allow a connection to
     * be silent for; and a browser shows its page no comments, so one that hears of no event takes the stream for dead.
     */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /** How long a connection may take nothing before it is cut: its client resumes where it was. */
    static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final TaskEvents taskEvents;
    private final Function<TaskSnapshot, QueuePlace> places;
    private Function<TextPosition, Optional<Sight>> looks;
    private Runnable onEnd;
    private volatile EventSink sink;

    /** How many asked for a turn; who raises it from 0 has it. */
    private final AtomicInteger turns = new AtomicInteger();

    private volatile boolean cut;
    private volatile boolean queued;
    private volatile boolean stalled;
    private volatile boolean silent;
    private volatile long lastWrite = System.nanoTime();
    private boolean last;
    private boolean ended;
    private boolean closed;

    /** @param places where a task stands in the queue */
    EventStream(TaskEvents taskEvents, Function<TaskSnapshot, QueuePlace> places) {
        this.taskEvents = taskEvents;
        this.places = places;
    }

    /**
     * Before it is connected: what it tells.
     *
     * @param news what there is for one who has read up to a position; empty if the task is gone
     * @param end is run once, when there is nothing more to be written
     */
    void follow(Function<TextPosition, Optional<Sight>> news, Runnable end) {
        looks = news;
        onEnd = end;
    }

    /** To whom. {@link #wake} it when the connection is ready. */
    void connect(EventSink connection) {
        sink = connection;
    }

    /** There may be news, or the connection takes some again. */
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

    /** Ends it without a last event. */
    void cut() {
        cut = true;
        wake();
    }

    /** From time to time: news of the queue, a sign of life, the end of those who do not read. Asks no database. */
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
        if (!ended && (connection != null || cut) && isOver(connection)) {
            ended = true;
            end(onEnd);
        }
        // It may have been cut before there was a connection.
        if (ended && connection != null && !closed) {
            closed = true;
            end(connection::close);
        }
    }

    private boolean isOver(EventSink connection) {
        try {
            return cut || writeNews(connection);
        } catch (IOException e) {
            // The client is gone; it resumes where it was, if it wants to.
            LOG.log(Level.DEBUG, "An event stream broke off.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An event stream ends on an unexpected error.", e);
        }
        return true;
    }

    /** Whoever brings news, or ticks, has others to tell too. */
    private static void end(Runnable last) {
        try {
            last.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An event stream did not end well.", e);
        }
    }

    /** True if that was the last of it. */
    private boolean writeNews(EventSink connection) throws IOException {
        stalled = !connection.isReady();
        if (stalled) {
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
        Optional<Sight> sight = looks.apply(taskEvents.position());
        if (sight.isEmpty()) {
            return taskEvents.ofUnknownTask();
        }
        TaskSnapshot task = sight.get().task();
        queued = task.state() == State.QUEUED;
        last = sight.get().last();
        return taskEvents.next(sight.get(), task.state().isFinal() ? null : places.apply(task));
    }
}
