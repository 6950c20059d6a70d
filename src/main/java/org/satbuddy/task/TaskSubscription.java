package org.satbuddy.task;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Follows a task while this node or another works on it. The subscriber is notified of a change and then calls {@link
 * #look}. Changes are not queued, so a slow subscriber costs no memory. Must be closed.
 */
public final class TaskSubscription implements AutoCloseable {

    private final String id;
    private final SnapshotCache snapshots;
    private final Function<String, Optional<LiveText>> live;
    private final Predicate<String> muted;
    private final Executor executor;
    private final Runnable changed;
    private final SnapshotCache.Watcher watcher = new ChangeWatcher();
    private volatile TaskSnapshot newest;
    private volatile boolean gone;

    /**
     * @param live finds the text that a worker of this node is writing for a task
     * @param muted whether the owner may see no text, because the AI is switched off
     * @param executor runs {@code changed} after a commit. When new text comes or the server stops, {@code changed}
     *     runs on the thread that reports the event
     */
    TaskSubscription(
            String id,
            SnapshotCache snapshots,
            Function<String, Optional<LiveText>> live,
            Predicate<String> muted,
            Executor executor,
            Runnable changed) {
        this.id = id;
        this.snapshots = snapshots;
        this.live = live;
        this.muted = muted;
        this.executor = executor;
        this.changed = changed;
        snapshots.watch(id, watcher);
    }

    /** Sets the first snapshot, unless a newer one was published already. */
    void begin(TaskSnapshot found) {
        keep(found);
    }

    /** The task and its text after the position {@code read}; empty if the task was deleted. Needs no query. */
    public Optional<TaskUpdate> look(TextPosition read) {
        TaskSnapshot task = newest;
        if (gone) {
            return Optional.empty();
        }
        boolean last = !snapshots.expectsNews(task);
        if (!task.state().isFinal() && muted.test(task.owner())) {
            return Optional.of(new TaskUpdate(task, read.generation(), "", last));
        }
        if (!task.state().isFinal()) {
            Optional<LiveText> here = live.apply(id).filter(text -> text.generation() >= task.generation());
            if (here.isPresent()) {
                int generation = here.get().generation();
                int from = generation == read.generation() ? read.offset() : 0;
                return Optional.of(new TaskUpdate(task, generation, here.get().from(from), last));
            }
        }
        int from = task.generation() == read.generation() ? read.offset() : 0;
        String text = text(task);
        return Optional.of(
                new TaskUpdate(task, task.generation(), text.length() <= from ? "" : text.substring(from), last));
    }

    private static String text(TaskSnapshot task) {
        String text = task.state() == State.COMPLETED ? task.result() : task.partial();
        return text == null || !task.kind().isText() ? "" : text;
    }

    private synchronized boolean keep(TaskSnapshot task) {
        if (newest == null || task.supersedes(newest)) {
            newest = task;
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        snapshots.unwatch(id, watcher);
    }

    private final class ChangeWatcher implements SnapshotCache.Watcher {

        @Override
        public void published(TaskSnapshot task) {
            if (keep(task)) {
                executor.execute(changed);
            }
        }

        @Override
        public void grew() {
            changed.run();
        }

        @Override
        public void gone() {
            gone = true;
            executor.execute(changed);
        }

        @Override
        public void noMoreNews() {
            changed.run();
        }
    }
}
