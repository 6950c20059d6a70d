package org.satbuddy.task;

/** What an {@link Answerer} tells while it works. */
public interface Progress {

    /** Tells the student what happens now. Does not wait for the database. */
    void stage(Stage stage);

    /** Keeps with the task, for administrators, who was asked and why that was not the end. Nothing that a student wrote. */
    void note(String what);

    /** A try at the answer begins: whatever earlier ones have written is no part of it. */
    void begin();

    /** More of the answer's text, for the student to read at once. Does not wait for the database. */
    void write(String more);

    /** Whether the work became pointless: the task was cancelled, taken over, or its time is up. */
    boolean stopped();

    /**
     * Runs {@code action} once, at once if the work already became pointless, else when it does: to close a connection
     * that a thread is blocked on.
     */
    void onStop(Runnable action);
}
