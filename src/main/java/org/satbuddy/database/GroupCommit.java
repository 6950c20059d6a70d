package org.satbuddy.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Group commit: what several callers want written goes into one transaction, and each is answered only after the commit.
 * One thread writes, so submissions of one node are also checked against their limits one after the other. Worth three to
 * four times the throughput of a transaction each.
 */
@ApplicationScoped
public class GroupCommit {

    /** Enough to spread a commit's cost, few enough that the first of a group does not wait for the last. */
    private static final int GROUP = 128;

    @Inject
    Database database;

    @Resource
    ManagedThreadFactory serverThreads;

    private final BlockingQueue<Entry<?>> entries = new LinkedBlockingQueue<>();
    private final Entry<Object> end = new Entry<>(em -> null);

    GroupCommit() {}

    public GroupCommit(Database database, ThreadFactory threads) {
        this.database = database;
        start(threads);
    }

    @PostConstruct
    void start() {
        start(serverThreads);
    }

    private void start(ThreadFactory threads) {
        Thread writer = threads.newThread(this::writeToTheEnd);
        writer.setName("satbuddy-group-commit");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Ends the writer after what is already here. Not by an interrupt: one that hits a write closes the file of an embedded
     * database.
     */
    @PreDestroy
    public void stop() {
        entries.add(end);
    }

    /**
     * Has {@code work} done and committed together with others'.
     *
     * @param work may run more than once, if the group that it was in could not be committed; must not have effects
     *     outside the entity manager
     * @return completes after the commit, on the writer's thread; or with what {@code work} threw, or with {@link
     *     DatabaseUnavailable}. Cancelled or completed before its turn, the work is not begun.
     */
    public <T> CompletableFuture<T> write(Function<EntityManager, T> work) {
        var entry = new Entry<>(work);
        entries.add(entry);
        return entry.done;
    }

    /**
     * A write that is given up after {@code patience}: it then fails with {@link DatabaseUnavailable}, and if it had not
     * begun, it never will.
     */
    public static <T> CompletableFuture<T> within(Duration patience, CompletableFuture<T> write) {
        return write.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException ? new DatabaseUnavailable() : failure));
    }

    /**
     * Writes, and waits for the commit.
     *
     * @param work as in {@link #write(Function)}
     * @throws DatabaseUnavailable if it did not commit within {@code patience}; if it had not begun, it never will
     */
    public <T> T write(Function<EntityManager, T> work, Duration patience) {
        return join(write(work), patience);
    }

    /**
     * Waits for a write.
     *
     * @throws DatabaseUnavailable if it did not commit within {@code patience}; if it had not begun, it never will
     */
    private static <T> T join(CompletableFuture<T> write, Duration patience) {
        try {
            return within(patience, write).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void writeToTheEnd() {
        var group = new ArrayList<Entry<?>>(GROUP);
        boolean ended = false;
        while (!ended) {
            try {
                group.add(entries.take());
            } catch (InterruptedException e) {
                break;
            }
            entries.drainTo(group, GROUP - 1);
            ended = group.remove(end);
            group.removeIf(entry -> entry.done.isDone());
            if (!group.isEmpty()) {
                write(group, true);
            }
            group.clear();
        }
        for (Entry<?> late = entries.poll(); late != null; late = entries.poll()) {
            late.fail(new DatabaseUnavailable());
        }
    }

    /** @param again whether each is tried again, alone, if this cannot be committed */
    private void write(List<Entry<?>> group, boolean again) {
        try {
            database.transact(em -> {
                for (Entry<?> entry : group) {
                    entry.run(em);
                }
                return null;
            });
        } catch (DatabaseUnavailable e) {
            group.forEach(entry -> entry.fail(e));
            return;
        } catch (RuntimeException | Error e) {
            if (again) {
                // One of them spoils it for all, or another node that was the first to add the same row. Each alone, so
                // that only what really fails does.
                group.forEach(entry -> write(List.of(entry), false));
            } else {
                group.get(0).fail(e);
            }
            return;
        }
        group.forEach(Entry::complete);
    }

    private static final class Entry<T> {
        private final Function<EntityManager, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private T result;

        Entry(Function<EntityManager, T> work) {
            this.work = work;
        }

        void run(EntityManager em) {
            result = work.apply(em);
            // The next one must not see rows as this one loaded them: updates in bulk pass the persistence context by.
            em.flush();
            em.clear();
        }

        void complete() {
            done.complete(result);
        }

        void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }
}
