package org.satbuddy.transfer;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches the threads that write short responses. Such a write waits only for a client that has left many responses
 * unread. It is ended after a while, and at once if many threads wait. The connection breaks off then.
 */
final class SlowWrites {

    /** Others are done in less. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The number of threads that may wait at once: a quarter of the server's. */
    private static final int MOST = 16;

    private final Set<Write> writes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    /** Whether so many threads write that the next might be one too many to wait. */
    boolean isCrowded() {
        return count.get() >= MOST;
    }

    interface Writing {
        void run() throws IOException;
    }

    /** Writes on this thread. */
    void watch(Writing writing) throws IOException {
        var write = new Write(Thread.currentThread(), System.nanoTime());
        writes.add(write);
        count.incrementAndGet();
        try {
            writing.run();
        } finally {
            count.decrementAndGet();
            writes.remove(write);
            write.end();
        }
    }

    /**
     * Ends the writes that take too long; of many that wait, the oldest. Run this many times a second.
     *
     * @param now of {@link System#nanoTime()}
     */
    void tick(long now) {
        if (writes.isEmpty()) {
            return;
        }
        List<Write> slow = writes.stream()
                .filter(write -> now - write.begun >= SLOW_NANOS)
                .sorted(Comparator.comparingLong(write -> write.begun - now))
                .toList();
        int tooMany = slow.size() - MOST;
        for (int i = 0; i < slow.size(); i++) {
            if (i < tooMany || now - slow.get(i).begun > LONGEST_NANOS) {
                slow.get(i).interrupt();
            }
        }
    }

    private static final class Write {

        private final Thread thread;
        private final long begun;
        private boolean interrupted;
        private boolean ended;

        Write(Thread thread, long begun) {
            this.thread = thread;
            this.begun = begun;
        }

        synchronized void interrupt() {
            if (!ended) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Leaves no interrupt behind for what the thread does next. */
        synchronized void end() {
            ended = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
