package org.satbuddy.task;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One who follows a task while it is worked on, by this node or another. Is told that there is something new and looks for
 * what it is: nothing is kept for those who are slow. Close it.
 */
public final class TaskSubscription implements AutoCloseable {

    private final String id;
    private final SnapshotCache snapshots;
    private final Function<String, Optional<LiveText>> live;
    private final Executor executor;
    private final Runnable changed;
    private final SnapshotCache.Watcher watcher = new Told();
    private volatile TaskSnapshot newest;
    private volatile boolean gone;

    /**
     * @param live the text that a worker of this node has of a task
     * @param executor where {@code changed} is run after a commit; new text is told on the thread that brings it
     */
    TaskSubscription(
            String id,
            SnapshotCache snapshots,
            Function<String, Optional<LiveText>> live,
            Executor executor,
            Runnable changed) {
        this.id = id;
        this.snapshots = snapshots;
        this.live = live;
        this.executor = executor;
        this.changed = changed;
        snapshots.watch(id, watcher);
    }

    /** What it was when the subscription began, unless a newer one has come already. */
    void begin(TaskSnapshot found) {
        keep(found);
    }

    /**
     * What there is for one who has read up to a position; empty if the task was deleted. Asks no database.
     */
    public Optional<TaskUpdate> look(TextPosition read) {
        TaskSnapshot task = newest;
        if (gone) {
            return Optional.empty();
        }
        boolean last = !snapshots.expectsNews(task);
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

    private final class Told implements SnapshotCache.Watcher {

        @Override
        public void told(TaskSnapshot task) {
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
        public void left() {
            changed.run();
        }
    }
}
