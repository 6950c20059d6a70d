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
 * the next one. Every commit that this node knows of is published here; what other nodes commit is seen when an entry is
 * re-read (see {@link #shareWithOtherNodes}).
 */
@ApplicationScoped
class SnapshotCache {

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

    private final Map<String, List<Watcher>> watchers = new ConcurrentHashMap<>();

    private volatile boolean shared;

    /** Which tasks a stopping server works on; null on one that does not stop. */
    private volatile Predicate<String> atWork;

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
        watchers(task.id()).forEach(watcher -> watcher.told(newest));
        return newest;
    }

    /** Tells those who watch a task that a worker of this node has more of its text. */
    void grew(String id) {
        watchers(id).forEach(Watcher::grew);
    }

    /** The newest snapshot known, however old. */
    Optional<TaskSnapshot> known(String id) {
        return Optional.ofNullable(entries.getIfPresent(id)).map(Entry::task);
    }

    /** Forgets tasks that were deleted. */
    void forget(Collection<String> ids) {
        entries.invalidateAll(ids);
        ids.forEach(id -> watchers(id).forEach(Watcher::gone));
    }

    /**
     * Completes with the first published snapshot that satisfies {@code until}; empty if the task is deleted; null if the
     * server stops before that.
     */
    CompletableFuture<Optional<TaskSnapshot>> next(String id, Predicate<TaskSnapshot> until) {
        var waiter = new Waiter(until);
        watch(id, waiter);
        waiter.coming.whenComplete((task, failure) -> unwatch(id, waiter));
        return waiter.coming;
    }

    /** Somebody who wants to know what becomes of a task. Is told on the threads of those who change it: be quick. */
    interface Watcher {

        /** The newest snapshot, after a commit; perhaps one that was told before. */
        void told(TaskSnapshot newest);

        /** A worker of this node has more of its text. */
        default void grew() {}

        /** It was deleted. */
        void gone();

        /** The server stops, and is not at work on it. */
        void left();
    }

    void watch(String id, Watcher watcher) {
        watchers.compute(id, (key, watching) -> {
            List<Watcher> list = watching == null ? new CopyOnWriteArrayList<>() : watching;
            list.add(watcher);
            return list;
        });
    }

    void unwatch(String id, Watcher watcher) {
        watchers.computeIfPresent(id, (key, watching) -> {
            watching.remove(watcher);
            return watching.isEmpty() ? null : watching;
        });
    }

    /**
     * From now on news come of those tasks only that this node is at work on. Who waits for others is told, and keeps the
     * server from stopping no longer.
     */
    void leave(Predicate<String> worksOn) {
        atWork = worksOn;
        watchers.forEach((id, watching) -> {
            if (!worksOn.test(id)) {
                watching.forEach(Watcher::left);
            }
        });
    }

    /** Whether there may be news of a task. */
    boolean expectsNews(TaskSnapshot task) {
        Predicate<String> stays = atWork;
        return stays == null || (task.state() == State.RUNNING && stays.test(task.id()));
    }

    /** The tasks that somebody watches or waits for. */
    Collection<String> watched() {
        return watchers.keySet();
    }

    private List<Watcher> watchers(String id) {
        return watchers.getOrDefault(id, List.of());
    }

    private record Entry(TaskSnapshot task, long readAt) {

        int weight() {
            return ROW_WEIGHT + length(task.result()) + length(task.partial());
        }

        private static int length(String text) {
            return text == null ? 0 : text.length();
        }

        Entry newer(Entry other) {
            return task.supersedes(other.task) ? this : other;
        }
    }

    private final class Waiter implements Watcher {

        private final Predicate<TaskSnapshot> until;
        private final CompletableFuture<Optional<TaskSnapshot>> coming = new CompletableFuture<>();

        Waiter(Predicate<TaskSnapshot> until) {
            this.until = until;
        }

        @Override
        public void told(TaskSnapshot task) {
            if (until.test(task)) {
                coming.complete(Optional.of(task));
            } else if (!expectsNews(task)) {
                left();
            }
        }

        @Override
        public void gone() {
            coming.complete(Optional.empty());
        }

        @Override
        public void left() {
            coming.complete(null);
        }
    }
}
