package org.satbuddy.task;

/** Receives the progress of an {@link Answerer}, and reports to it when the work is to stop. */
public interface Progress {

    /** Shows the student the current stage. Does not wait for the database. */
    void stage(Stage stage);

    /**
     * Adds a note to the task's trail, for administrators: the provider that was asked, and the outcome. A note must
     * not contain anything that a student wrote.
     */
    void note(String note);

    /** Begins a try. The text of earlier tries is no longer part of the answer. */
    void begin();

    /** Appends text to the answer, which the student may read at once. Does not wait for the database. */
    void write(String more);

    /** Adds the tokens that a provider charges for one call, however the call ended. Not all of them become an answer. */
    void spent(Usage usage);

    /** Whether the work is to stop: the task was cancelled or taken over, its time is up, or the server stops. */
    boolean stopped();

    /**
     * Runs {@code action} once when the work is to stop, or at once if it is stopped already. The action may close a
     * connection on which a thread is blocked.
     */
    void onStop(Runnable action);
}
