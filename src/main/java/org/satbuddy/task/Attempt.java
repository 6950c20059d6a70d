package org.satbuddy.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attempt at a task in this JVM. It reports the progress of the work, and others stop the work through it. */
final class Attempt implements Progress {

    private final Work work;
    private final Listener listener;
    private final List<Runnable> onStop = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private volatile boolean stopped;
    private volatile LiveText text;
    private volatile boolean silent;
    private Stage stage = Stage.GENERATING;

    /** Receives the progress of an attempt. */
    interface Listener {

        /** Stores a new stage without waiting for the database. */
        void stage(Attempt attempt, Stage stage);

        /** There is more text. */
        void grew(Attempt attempt);

        /** Moves the task to the next generation, whose empty text it returns; empty if that cannot be written down. */
        Optional<LiveText> startOver(Attempt attempt);
    }

    Attempt(Work work, Listener listener) {
        this.work = work;
        this.listener = listener;
        this.text = new LiveText(work.generation());
    }

    Work work() {
        return work;
    }

    /** The text of the answer as it is shown. */
    LiveText text() {
        return text;
    }

    /** The generation of the task while this attempt holds it. */
    int generation() {
        return text.generation();
    }

    @Override
    public void stage(Stage next) {
        if (next != stage) {
            stage = next;
            listener.stage(this, next);
        }
    }

    @Override
    public void note(String what) {
        notes.add(what);
    }

    /** The notes, in order; for the thread that does the work. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** If the restart cannot be written down, nothing of the try is shown before the answer is finished. */
    @Override
    public void begin() {
        boolean shown = !text.isEmpty();
        // A new text also where nothing was shown: half of a character may be left of the try before.
        Optional<LiveText> next = shown ? listener.startOver(this) : Optional.of(new LiveText(generation()));
        silent = next.isEmpty();
        next.ifPresent(empty -> text = empty);
        if (shown && !silent) {
            listener.grew(this);
        }
    }

    /** Whether it is unknown or untrue that the restart for the newest try was stored. */
    boolean isSilent() {
        return silent;
    }

    /** The text of a question is not shown, because a question is checked first. */
    @Override
    public void write(String more) {
        if (!silent && work.request().kind().isText()) {
            text.append(more, System.nanoTime());
            listener.grew(this);
        }
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
