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

/** Tasks as their owners see them: ask, look, wait, cancel, rate. Every look-up is by id and owner. */
@ApplicationScoped
public class Tasks {

    /** The contract answers 503 within two seconds when the database is away. */
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

    @Resource
    ManagedExecutorService executor;

    /** Where those who waited are told; never the thread of the group commit. */
    Executor asynchronous;

    @PostConstruct
    void useServerThreads() {
        asynchronous = executor;
    }

    /**
     * Accepts a task, holding no thread until its row is committed: it will then reach a final state whatever process dies
     * next.
     *
     * @return completes, on a thread of the server's, after the commit; or with {@link Refused} if the task is not
     *     accepted and nothing was kept, save for {@link DatabaseUnavailable}, when that is not known
     */
    public CompletionStage<Accepted> submit(Submit submit) {
        return GroupCommit.within(WRITE_PATIENCE, groupCommit.write(em -> admission.consider(em, submit)))
                .thenApplyAsync(this::announce, asynchronous);
    }

    private Accepted announce(Admission.Decision verdict) {
        if (verdict.refused() != null) {
            throw verdict.refused();
        }
        Accepted accepted = verdict.accepted();
        if (!accepted.repeated()) {
            TaskSnapshot task = accepted.task();
            estimates.joined(task);
            bell.ring(new Bell.Ring(task.id(), task.kind(), task.priority()));
            snapshots.publish(task);
        }
        return accepted;
    }

    /** The task as it is now; empty if it is unknown, expired or somebody else's. */
    public Optional<TaskSnapshot> find(String owner, String id) {
        Optional<TaskSnapshot> cached = snapshots.fresh(id);
        if (cached.isEmpty() || cached.get().expiresAt() <= clock.millis()) {
            cached = loader.read(id);
        }
        return cached.filter(task -> task.owner().equals(owner));
    }

    /**
     * Waits, holding no thread, until a snapshot of the task satisfies {@code until}, or {@code atMost} has passed, or the
     * server stops and is not at work on it.
     *
     * @return completes, on a thread of the server's, with the newest snapshot either way; empty if the task is unknown,
     *     somebody else's, or was deleted meanwhile
     */
    public CompletionStage<Optional<TaskSnapshot>> await(
            String owner, String id, Predicate<TaskSnapshot> until, Duration atMost) {
        // Listening begins before looking, so that nothing is missed in between.
        CompletableFuture<Optional<TaskSnapshot>> next = snapshots.next(id, until);
        Optional<TaskSnapshot> now;
        try {
            now = find(owner, id);
        } catch (RuntimeException e) {
            next.cancel(false);
            throw e;
        }
        if (now.isEmpty() || until.test(now.get()) || !snapshots.expectsNews(now.get())) {
            next.complete(now);
            return CompletableFuture.completedFuture(now);
        }
        return next.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(told -> told == null ? find(owner, id) : told, asynchronous);
    }

    /**
     * Begins to follow a task: {@code changed} is run whenever there may be something new to {@link TaskSubscription#look look}
     * at. It must be quick, and may be run on several threads at once, also before this returns.
     *
     * @return empty if the task is unknown, expired or somebody else's
     */
    public Optional<TaskSubscription> follow(String owner, String id, Runnable changed) {
        // Watching begins before looking, so that nothing is missed in between.
        var subscription = new TaskSubscription(id, snapshots, worker::text, asynchronous, changed);
        Optional<TaskSnapshot> now = Optional.empty();
        try {
            now = find(owner, id);
        } finally {
            if (now.isEmpty()) {
                subscription.close();
            }
        }
        now.ifPresent(subscription::begin);
        return now.map(found -> subscription);
    }

    /** Where a task stands in the queue; asks no database. */
    public QueuePlace place(TaskSnapshot task) {
        return estimates.place(task);
    }

    /**
     * Cancels a task unless it is final already, and stops its call to the provider; keeps what was shown of its answer.
     * Returns it as it is afterwards.
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

    /** Stores all that was shown of a cancelled answer, unless somebody else had begun it again. */
    private static void keep(EntityManager em, String id, LiveText text) {
        boolean newest = TaskStore.find(em, id)
                .filter(task -> TextRestart.follows(task, text))
                .isPresent();
        if (newest) {
            TextStore.replace(em, id, text.generation(), text.from(0));
        }
    }

    /** Keeps what the student thought of an answer, {@code up} or {@code down}, and counts it. */
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
