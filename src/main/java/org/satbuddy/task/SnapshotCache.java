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
 * Caches the newest known snapshot of each task that clients follow, so that a poll needs no query. Also notifies the
 * watchers of each task. Changes that this node commits are published here. Changes of other nodes appear when an entry
 * is read again (see {@link #shareWithOtherNodes}).
 */
@ApplicationScoped
class SnapshotCache {

    /** The greatest total weight: the characters of all results and texts, and {@link #ROW_WEIGHT} for each entry. */
    private static final long CAPACITY = 12_000_000;

    private static final int ROW_WEIGHT = 500;

    /** Bounds how long a deleted task stays visible if a read races with its deletion. */
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** The maximum age of a fresh entry while other nodes are alive, ns. */
    private static final long SHARED_FRESHNESS = Duration.ofMillis(400).toNanos();

    private final Cache<String, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((String id, Entry entry) -> entry.weight())
            .expireAfterWrite(MAX_AGE)
            .executor(Runnable::run)
            .build();

    private final Map<String, List<Watcher>> watchers = new ConcurrentHashMap<>();

    private volatile boolean shared;

    /** Whether a stopping server still works on a task; null until the server stops. */
    private volatile Predicate<String> stillWorksOn;

    /** Sets whether other nodes are alive. If so, entries must be read again after 400 ms. */
    void shareWithOtherNodes(boolean othersAlive) {
        shared = othersAlive;
    }

    boolean shared() {
        return shared;
    }

    /** The newest known snapshot; empty if the task must be read again. */
    Optional<TaskSnapshot> fresh(String id) {
        Entry entry = entries.getIfPresent(id);
        if (entry == null || (shared && System.nanoTime() - entry.readAt > SHARED_FRESHNESS)) {
            return Optional.empty();
        }
        return Optional.of(entry.task);
    }

    /** Stores a committed snapshot unless a newer one is known. Sends the newest one to the watchers and returns it. */
    TaskSnapshot publish(TaskSnapshot task) {
        var newest = entries.asMap().merge(task.id(), new Entry(task, System.nanoTime()), Entry::newer).task;
        watchers(task.id()).forEach(watcher -> watcher.published(newest));
        return newest;
    }

    /** Notifies a task's watchers that a worker of this node has more of the text. */
    void grew(String id) {
        watchers(id).forEach(Watcher::grew);
    }

    /** The newest known snapshot, of any age. */
    Optional<TaskSnapshot> known(String id) {
        return Optional.ofNullable(entries.getIfPresent(id)).map(Entry::task);
    }

    /** Removes deleted tasks, and notifies their watchers. */
    void forget(Collection<String> ids) {
        entries.invalidateAll(ids);
        ids.forEach(id -> watchers(id).forEach(Watcher::gone));
    }

    /**
     * Completes with the first published snapshot that satisfies {@code until}, or with empty if the task is deleted.
     * Completes with null if the server stops first and does not work on the task.
     */
    CompletableFuture<Optional<TaskSnapshot>> next(String id, Predicate<TaskSnapshot> until) {
        var waiter = new Waiter(until);
        watch(id, waiter);
        waiter.next.whenComplete((task, failure) -> unwatch(id, waiter));
        return waiter.next;
    }

    /** Receives the changes of one task. The methods run on the threads that publish changes, so they must be quick. */
    interface Watcher {

        /** Receives the newest snapshot after every publication. It may be the same one as before. */
        void published(TaskSnapshot newest);

        /** A worker of this node has more of the task's text. */
        default void grew() {}

        /** The task was deleted. */
        void gone();

        /** The server is stopping and does not work on the task, so no more changes follow. */
        void noMoreNews();
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
     * Called when the server stops. From then on this node expects changes only of tasks that it works on. Watchers of
     * other tasks are notified, so that requests that wait for these tasks do not delay the stop.
     */
    void leave(Predicate<String> worksOn) {
        stillWorksOn = worksOn;
        watchers.forEach((id, watching) -> {
            if (!worksOn.test(id)) {
                watching.forEach(Watcher::noMoreNews);
            }
        });
    }

    /**
     * Whether this node may still publish changes of the task. A stopping node publishes only changes of tasks that it
     * runs.
     */
    boolean expectsNews(TaskSnapshot task) {
        Predicate<String> worksOn = stillWorksOn;
        return worksOn == null || (task.state() == State.RUNNING && worksOn.test(task.id()));
    }

    /** The ids of the tasks that have watchers. */
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
        private final CompletableFuture<Optional<TaskSnapshot>> next = new CompletableFuture<>();

        Waiter(Predicate<TaskSnapshot> until) {
            this.until = until;
        }

        @Override
        public void published(TaskSnapshot task) {
            if (until.test(task)) {
                next.complete(Optional.of(task));
            } else if (!expectsNews(task)) {
                noMoreNews();
            }
        }

        @Override
        public void gone() {
            next.complete(Optional.empty());
        }

        @Override
        public void noMoreNews() {
            next.complete(null);
        }
    }
}
