package org.satbuddy.standin;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One thread that serves sockets, timers and the actions of other threads. Nothing in it needs a lock. */
final class EventLoop implements Runnable, AutoCloseable {

    /** Handles a channel when it is ready. It is attached to the key of the channel. */
    interface ChannelHandler {
        void ready(SelectionKey key) throws IOException;
    }

    /** An action to run at a certain time. */
    static final class Timer {
        private final long atNanos;
        private final long order;
        private Runnable action;

        private Timer(long atNanos, long order, Runnable action) {
            this.atNanos = atNanos;
            this.order = order;
            this.action = action;
        }

        /** Prevents the action. */
        void cancel() {
            action = () -> {};
        }
    }

    private final Selector selector = Selector.open();
    private final long start = System.nanoTime();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.<Timer>comparingLong(t -> t.atNanos).thenComparingLong(t -> t.order));
    private final Queue<Runnable> submitted = new ConcurrentLinkedQueue<>();
    private long timersMade;
    private volatile boolean closed;

    EventLoop() throws IOException {}

    Selector selector() {
        return selector;
    }

    /** Runs an action after a delay. Call this on the thread of the loop only. */
    Timer after(long millis, Runnable action) {
        Timer timer = new Timer(now() + TimeUnit.MILLISECONDS.toNanos(millis), timersMade++, action);
        timers.add(timer);
        return timer;
    }

    /** Runs an action on the thread of the loop. Call this from any thread. */
    void soon(Runnable action) {
        submitted.add(action);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                iterate();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in's event loop broke", e);
        }
    }

    private void iterate() throws IOException {
        Timer next = timers.peek();
        if (next == null) {
            selector.select();
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(next.atNanos - now() + 999_999);
            if (millis > 0) {
                selector.select(millis);
            } else {
                selector.selectNow();
            }
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((ChannelHandler) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
        for (Runnable action = submitted.poll(); action != null; action = submitted.poll()) {
            action.run();
        }
        for (long now = now(); !timers.isEmpty() && timers.peek().atNanos <= now; ) {
            timers.poll().action.run();
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
