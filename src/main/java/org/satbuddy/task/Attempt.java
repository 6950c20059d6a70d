package org.satbuddy.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at a task in this JVM. Passes the progress of the work to a {@link Listener}. Other threads may stop the
 * work.
 */
final class Attempt implements Progress {

    private final Work work;
    private final String owner;
    private final Listener listener;
    private final List<Runnable> onStop = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean switchedOff;
    private volatile LiveText text;
    private volatile boolean silent;
    private Usage spent = Usage.NONE;
    private Stage stage = Stage.GENERATING;

    /** Receives the progress of an attempt. */
    interface Listener {

        /** Stores a new stage without waiting for the database. */
        void stage(Attempt attempt, Stage stage);

        /** The attempt has more text. */
        void grew(Attempt attempt);

        /**
         * Moves the task to the next generation and returns the new text, which has no characters yet. Returns no text
         * if the move cannot be stored.
         */
        Optional<LiveText> startOver(Attempt attempt);
    }

    Attempt(Work work, String owner, Listener listener) {
        this.work = work;
        this.owner = owner;
        this.listener = listener;
        this.text = new LiveText(work.generation());
    }

    Work work() {
        return work;
    }

    String owner() {
        return owner;
    }

    /** The text of the answer that the student sees. */
    LiveText text() {
        return text;
    }

    /** The generation of the task, as long as this attempt holds the lease. */
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
    public void note(String note) {
        notes.add(note);
    }

    /** The notes in order; only for the thread that does the work. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** If the restart cannot be stored, the text of this try is not shown until the answer is finished. */
    @Override
    public void begin() {
        boolean shown = !text.isEmpty();
        // The text is new even if nothing was shown, because the earlier try may have left half of a surrogate pair.
        Optional<LiveText> next = shown ? listener.startOver(this) : Optional.of(new LiveText(generation()));
        silent = next.isEmpty();
        next.ifPresent(empty -> text = empty);
        if (shown && !silent) {
            listener.grew(this);
        }
    }

    /**
     * Whether the text of the newest try is hidden, because the write of its restart failed or its outcome is unknown.
     */
    boolean isSilent() {
        return silent;
    }

    /** The text of a practice question is ignored, because a question is shown only after its checks. */
    @Override
    public void write(String more) {
        if (!silent && !switchedOff && work.request().kind().isText()) {
            text.append(more, System.nanoTime());
            listener.grew(this);
        }
    }

    @Override
    public void spent(Usage more) {
        spent = spent.plus(more);
    }

    /** What all calls of this attempt cost; only for the thread that does the work. */
    Usage spent() {
        return spent;
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

    /** Stops the work, because the AI is switched off for the owner. No more text is shown. */
    void switchOff() {
        switchedOff = true;
        stop();
    }

    boolean isSwitchedOff() {
        return switchedOff;
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
