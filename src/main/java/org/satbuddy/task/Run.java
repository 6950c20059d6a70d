package org.satbuddy.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One attempt at a task in this JVM: the handle by which it is told to stop and tells how far it is. */
final class Run implements Progress {

    private final Work work;
    private final Consumer<Stage> stages;
    private final List<Runnable> onStop = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private volatile boolean stopped;
    private Stage stage = Stage.GENERATING;

    /** @param stages writes a new stage down without waiting for it */
    Run(Work work, Consumer<Stage> stages) {
        this.work = work;
        this.stages = stages;
    }

    Work work() {
        return work;
    }

    @Override
    public void stage(Stage next) {
        if (next != stage) {
            stage = next;
            stages.accept(next);
        }
    }

    @Override
    public void note(String what) {
        notes.add(what);
    }

    /** What was noted, in order; for the thread that does the work. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public void onStop(Runnable action) {
        synchronized (onStop) {
            if (!stopped) {
                onStop.add(action);
                return;
            }
        }
        action.run();
    }

    void stop() {
        List<Runnable> actions;
        synchronized (onStop) {
            stopped = true;
            actions = List.copyOf(onStop);
            onStop.clear();
        }
        actions.forEach(Runnable::run);
    }
}
