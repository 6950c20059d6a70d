package org.satbuddy.task;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.database.GroupCommit;

/** The operations on an owner's tasks: submit, find, await, follow, cancel, rate. Every look-up is by id and owner. */
@ApplicationScoped
public class Tasks {

    /** The HTTP contract promises a 503 within two seconds if the database is unavailable. */
    private static final Duration WRITE_PATIENCE = Duration.ofMillis(1800);

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    GroupCommit groupCommit;

    @Inject
    Admission admission;

    @Inject
    SnapshotCache snapshots;

    @Inject
    SnapshotLoader loader;

    @Inject
    Estimates estimates;

    @Inject
    Bell bell;

    @Inject
    Worker worker;

    @Inject
    AiSwitch aiSwitch;

    @Resource
    ManagedExecutorService executor;

    /** Runs the code of callers that wait for a result, so that it never runs on the thread of the group commit. */
    Executor asynchronous;

    @PostConstruct
    void useServerThreads() {
        asynchronous = executor;
    }

    /**
     * Accepts a task. Holds no thread while the task's row is being committed. From then on the task reaches a final
     * state even if this server dies.
     *
     * @return completes on a server thread after the commit. Fails with {@link Refused} if no task was stored, or with
     *     {@link DatabaseUnavailable} if it is unknown whether one was
     * @throws Refused if this is known before any query
     */
    public CompletionStage<Accepted> submit(Submit submit) {
        Admission.Candidate candidate = admission.prepare(submit);
        return GroupCommit.within(WRITE_PATIENCE, groupCommit.write(em -> admission.consider(em, candidate)))
                .thenApplyAsync(this::announce, asynchronous);
    }

    private Accepted announce(Admission.Decision decision) {
        if (decision.refused() != null) {
            throw decision.refused();
        }
        Accepted accepted = decision.accepted();
        if (!accepted.repeated()) {
            TaskSnapshot task = accepted.task();
            estimates.joined(task);
            bell.ring(new Bell.Ring(task.id(), task.kind(), task.priority()));
            snapshots.publish(task);
        }
        return accepted;
    }

    /** The task, from the cache if that is fresh enough; empty if it is unknown, expired or somebody else's. */
    public Optional<TaskSnapshot> find(String owner, String id) {
        Optional<TaskSnapshot> cached = snapshots.fresh(id);
        if (cached.isEmpty() || cached.get().expiresAt() <= clock.millis()) {
            cached = loader.read(id);
        }
        return cached.filter(task -> task.owner().equals(owner)).map(this::shown);
    }

    /** Without the text of an answer that is not complete, if the AI is switched off for the owner. */
    private TaskSnapshot shown(TaskSnapshot task) {
        return task.partial() != null && !task.state().isFinal() && aiSwitch.isOff(task.owner())
                ? task.withoutPartial()
                : task;
    }

    /**
     * Waits until a snapshot of the task satisfies {@code until}, or {@code atMost} has passed. Ends early if the
     * server stops and does not work on the task. Holds no thread.
     *
     * @return completes with the newest snapshot in each case; empty if the task is unknown, somebody else's, or was
     *     deleted meanwhile. A wait completes on a server thread; without a wait the result is complete on return
     */
    public CompletionStage<Optional<TaskSnapshot>> await(
            String owner, String id, Predicate<TaskSnapshot> until, Duration atMost) {
        // Watching begins before the look-up, so that no change between the two is missed.
        CompletableFuture<Optional<TaskSnapshot>> next = snapshots.next(id, until);
        Optional<TaskSnapshot> current;
        try {
            current = find(owner, id);
        } catch (RuntimeException e) {
            next.cancel(false);
            throw e;
        }
        if (current.isEmpty() || until.test(current.get()) || !snapshots.expectsNews(current.get())) {
            next.complete(current);
            return CompletableFuture.completedFuture(current);
        }
        return next.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(found -> found == null ? find(owner, id) : found.map(this::shown), asynchronous);
    }

    /**
     * Begins to follow a task.
     *
     * @param changed runs whenever {@link TaskSubscription#look look} may return something new. It must be quick. It
     *     may run on several threads at once, and before this method returns
     * @return empty if the task is unknown, expired or somebody else's
     */
    public Optional<TaskSubscription> follow(String owner, String id, Runnable changed) {
        // The subscription begins before the look-up, so that no change between the two is missed.
        var subscription = new TaskSubscription(id, snapshots, worker::text, aiSwitch::isOff, asynchronous, changed);
        Optional<TaskSnapshot> current = Optional.empty();
        try {
            current = find(owner, id);
        } finally {
            if (current.isEmpty()) {
                subscription.close();
            }
        }
        current.ifPresent(subscription::begin);
        return current.map(found -> subscription);
    }

    /** The task's place in the queue. Needs no query. */
    public QueuePlace place(TaskSnapshot task) {
        return estimates.place(task);
    }

    /**
     * Cancels a task unless it is final, and stops its call to the provider. Keeps the shown text.
     *
     * @return the task afterwards; empty if it is unknown, expired or somebody else's
     * @throws DatabaseUnavailable if the database cannot be reached in time
     */
    public Optional<TaskSnapshot> cancel(String owner, String id) {
        long now = clock.millis();
        boolean cancelled = groupCommit.write(
                em -> {
                    boolean moved = TaskStore.cancel(em, owner, id, now);
                    if (moved) {
                        worker.text(id).ifPresent(text -> keep(em, id, text));
                    }
                    return moved;
                },
                WRITE_PATIENCE);
        if (cancelled) {
            worker.stop(id);
        }
        return loader.read(id).filter(task -> task.owner().equals(owner));
    }

    /** Stores the shown text of a cancelled answer, unless another worker began the text again. */
    private static void keep(EntityManager em, String id, LiveText text) {
        boolean current = TaskStore.find(em, id)
                .filter(task -> TextRestart.follows(task, text))
                .isPresent();
        if (current) {
            TextStore.replace(em, id, text.generation(), text.from(0));
        }
    }

    /**
     * Stores and counts the student's rating of an answer, {@code up} or {@code down}.
     *
     * @return the task afterwards; empty if it is unknown, expired or somebody else's
     * @throws DatabaseUnavailable if the database cannot be reached in time
     */
    public Optional<TaskSnapshot> rate(String owner, String id, String rating) {
        groupCommit.write(
                em -> {
                    Ratings.rate(em, owner, id, rating);
                    return null;
                },
                WRITE_PATIENCE);
        return loader.read(id).filter(task -> task.owner().equals(owner));
    }
}
