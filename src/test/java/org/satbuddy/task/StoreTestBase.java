package org.satbuddy.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs all tests of a subclass on each {@link Store}. Each test has a database of its own, with one node on it. */
@ParameterizedClass
@EnumSource(Store.class)
abstract class StoreTestBase {

    static final Duration LONGER_THAN_A_LEASE = Lease.LENGTH.plusSeconds(1);

    @Parameter
    Store store;

    /** The owner of most tasks in a test. */
    final String me = Line.someone();

    /** The first node, named {@code one}. It has joined the installation. */
    Line line;

    private Supplier<DataSource> database;

    @BeforeEach
    void begin() {
        database = store.newDatabase();
        line = node("one");
        line.heartbeat.begin();
    }

    @AfterEach
    void end() {
        line.close();
    }

    @AfterParameterizedClassInvocation
    static void close(Store store) {
        store.close();
    }

    /** Creates a node on the database of this test. */
    Line node(String name) {
        return new Line(store.persistenceUnit(), database.get(), name);
    }

    /** A submission to the conversation of an earlier task. */
    Submit followUp(TaskSnapshot earlier, Request request) {
        return new Submit(me, null, request, earlier.conversationId(), null);
    }

    /** Submits a task, has the worker answer it, and returns its new state. */
    TaskSnapshot answered(Request request) {
        return answered(me, request);
    }

    TaskSnapshot answered(String owner, Request request) {
        var task = line.submit(owner, request);
        line.worker.work(task.id());
        return line.state(task);
    }

    /** The task as it is in the database, read by a new node whose cache is empty. */
    TaskSnapshot stored(TaskSnapshot task) {
        try (Line fresh = node("fresh")) {
            return fresh.state(task);
        }
    }

    String trail(TaskSnapshot task) {
        return line.database.transact(
                em -> TaskStore.find(em, task.id()).orElseThrow().trail());
    }

    /** Counts the stored pieces of unfinished or failed answers. */
    long countStoredPieces() {
        return line.database.transact(em ->
                em.createQuery("select count(a) from AnswerText a", Long.class).getSingleResult());
    }

    /** Runs an action on several threads at once, and returns all results. */
    static <T> List<T> inParallel(int times, Callable<T> action) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(Collections.nCopies(times, action))) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    /** Waits for a latch in code that may not throw a checked exception. */
    static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
