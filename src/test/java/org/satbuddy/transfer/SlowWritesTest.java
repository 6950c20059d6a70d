package org.satbuddy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowWritesTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SlowWrites writes = new SlowWrites();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void writes() throws IOException {
        var written = new ArrayList<String>();
        writes.watch(() -> written.add("answer"));
        assertThat(written).containsExactly("answer");
    }

    @Test
    void passesFailuresOn() {
        assertThatThrownBy(() -> writes.watch(() -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
    }

    @Test
    void endsAWriteAfterAWhile() throws Exception {
        Future<Boolean> interruptedAfterwards = unread();

        writes.tick(in(Duration.ofSeconds(4)));
        assertThat(interruptedAfterwards.isDone()).isFalse();
        writes.tick(in(Duration.ofSeconds(6)));

        assertThat(interruptedAfterwards.get()).isFalse();
    }

    @Test
    void endsTheOldestAtOnceIfManyWait() throws Exception {
        var waiting = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 18; i++) {
            waiting.add(unread());
        }

        writes.tick(in(Duration.ofSeconds(1)));

        for (Future<Boolean> oldest : waiting.subList(0, 2)) {
            assertThat(oldest.get()).isFalse();
        }
        assertThat(waiting.subList(2, 18)).noneMatch(Future::isDone);
    }

    /** They are done in a moment. */
    @Test
    void leavesManyNewWritesAlone() throws Exception {
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            waiting.add(unread());
        }

        writes.tick(System.nanoTime() - Duration.ofSeconds(1).toNanos());

        assertThat(waiting).noneMatch(Future::isDone);
    }

    /** Waits as a write does to a client that does not read. Returns whether the thread is interrupted afterwards. */
    private Future<Boolean> unread() throws InterruptedException {
        var begun = new CountDownLatch(1);
        Future<Boolean> after = threads.submit(() -> {
            try {
                writes.watch(() -> {
                    begun.countDown();
                    awaitTaken();
                });
            } catch (InterruptedIOException e) {
                return Thread.currentThread().isInterrupted();
            }
            throw new AssertionError("nobody took this");
        });
        begun.await();
        return after;
    }

    /** Ends as the server's write does: with an exception, and with the thread still interrupted. */
    private static void awaitTaken() throws InterruptedIOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
