package org.satbuddy.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The newest known snapshot of each task that is being looked at, so that a poll asks no database, and those who wait for
 * the next one. Every commit of this node is published here; what other nodes commit is seen when an entry is re-read
 * (see {@link #shareWithOtherNodes}).
 */
@ApplicationScoped
class Snapshots {

    /** Memory for cached results, in characters. */
    private static final long CAPACITY = 12_000_000;

    private static final int ROW_WEIGHT = 500;

    /** Bounds how long a deleted task could outlive a read that raced with its deletion. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    /** How stale an entry may be while other nodes write too, ns. */
    private static final long SHARED_FRESHNESS = Duration.ofMillis(400).toNanos();

    private final Cache<String, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((String id, Entry entry) -> entry.weight())
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    private final Map<String, List<Waiter>> waiters = new ConcurrentHashMap<>();

    private volatile boolean shared;

    /** Whether other nodes are alive, and entries must be re-read after half a second. */
    void shareWithOtherNodes(boolean othersAlive) {
        shared = othersAlive;
    }

    boolean shared() {
        return shared;
    }

    /** The newest snapshot known, if it is fresh enough to be told. */
    Optional<TaskSnapshot> fresh(String id) {
        Entry entry = entries.getIfPresent(id);
        if (entry == null || (shared && System.nanoTime() - entry.readAt > SHARED_FRESHNESS)) {
            return Optional.empty();
        }
        return Optional.of(entry.task);
    }

    /** Keeps and tells a committed snapshot, unless a newer one is known. Returns the newest. */
    TaskSnapshot publish(TaskSnapshot task) {
        var newest = entries.asMap().merge(task.id(), new Entry(task, System.nanoTime()), Entry::newer).task;
        List<Waiter> waiting = waiters.get(task.id());
        if (waiting != null) {
            waiting.forEach(waiter -> waiter.tell(newest));
        }
        return newest;
    }

    /** Forgets tasks that were deleted. */
    void forget(Collection<String> ids) {
        entries.invalidateAll(ids);
        for (String id : ids) {
            List<Waiter> waiting = waiters.get(id);
            if (waiting != null) {
                waiting.forEach(Waiter::gone);
            }
        }
    }

    /** Completes with the first published snapshot that satisfies {@code until}; empty if the task is deleted. */
    CompletableFuture<Optional<TaskSnapshot>> next(String id, Predicate<TaskSnapshot> until) {
        var waiter = new Waiter(until, new CompletableFuture<>());
        waiters.compute(id, (key, waiting) -> {
            List<Waiter> list = waiting == null ? new CopyOnWriteArrayList<>() : waiting;
            list.add(waiter);
            return list;
        });
        waiter.told.whenComplete((task, failure) -> waiters.computeIfPresent(id, (key, waiting) -> {
            waiting.remove(waiter);
            return waiting.isEmpty() ? null : waiting;
        }));
        return waiter.told;
    }

    /** The tasks that somebody waits for. */
    Collection<String> awaited() {
        return waiters.keySet();
    }

    private record Entry(TaskSnapshot task, long readAt) {

        int weight() {
            return ROW_WEIGHT + (task.result() == null ? 0 : task.result().length());
        }

        Entry newer(Entry other) {
            boolean older = other.task.generation() < task.generation()
                    || (other.task.generation() == task.generation() && other.task.revision() < task.revision());
            return older ? this : other;
        }
    }

    private record Waiter(Predicate<TaskSnapshot> until, CompletableFuture<Optional<TaskSnapshot>> told) {

        void tell(TaskSnapshot task) {
            if (until.test(task)) {
                told.complete(Optional.of(task));
            }
        }

        void gone() {
            told.complete(Optional.empty());
        }
    }
}
