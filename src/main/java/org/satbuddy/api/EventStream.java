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

    /** Less than what proxies allow a connection to be silent for. */
    private static final long KEEP_ALIVE = Duration.ofSeconds(20).toNanos();

    /** How long a connection may take nothing before it is cut: its client resumes where it was. */
    private static final long LONGEST_STALL = Duration.ofSeconds(30).toNanos();

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final Outlet outlet;
    private final Narrator narrator;
    private final Function<TextPosition, Optional<Sight>> looks;
    private final Function<TaskSnapshot, QueuePlace> places;
    private final Runnable onEnd;

    /** How many asked for a turn; who raises it from 0 has it. */
    private final AtomicInteger turns = new AtomicInteger();

    private volatile boolean cut;
    private volatile boolean leaving;
    private volatile boolean queued;
    private volatile boolean stalled;
    private volatile long lastWrite = System.nanoTime();
    private boolean here;
    private boolean ended;

    /**
     * @param looks what there is for one who has read up to a position; empty if the task is gone
     * @param onEnd is run once, when there is nothing more to be written
     */
    EventStream(
            Outlet outlet,
            Narrator narrator,
            Function<TextPosition, Optional<Sight>> looks,
            Function<TaskSnapshot, QueuePlace> places,
            Runnable onEnd) {
        this.outlet = outlet;
        this.narrator = narrator;
        this.looks = looks;
        this.places = places;
        this.onEnd = onEnd;
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

    /** Ends it as soon as no worker of this node has more to tell. */
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
        if (ended) {
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
        ended = true;
        onEnd.run();
        outlet.close();
    }

    /** True if that was the last of it. */
    private boolean writeNews() throws IOException {
        stalled = !outlet.isReady();
        if (stalled) {
            return false;
        }
        List<Event> news = news();
        long now = System.nanoTime();
        if (!news.isEmpty()) {
            lastWrite = now;
            outlet.write(news);
        } else if (now - lastWrite > KEEP_ALIVE) {
            lastWrite = now;
            outlet.keepAlive();
        }
        return narrator.ended() || (leaving && !here);
    }

    private List<Event> news() {
        Optional<Sight> sight = looks.apply(narrator.read());
        if (sight.isEmpty()) {
            return narrator.tellThatItIsGone();
        }
        TaskSnapshot task = sight.get().task();
        queued = task.state() == State.QUEUED;
        here = sight.get().here();
        return narrator.tell(sight.get(), task.state().isFinal() ? null : places.apply(task));
    }
}
