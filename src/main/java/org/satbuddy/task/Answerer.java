package org.satbuddy.task;

/** Answers claimed tasks. Called without a transaction or a database connection; a call may take minutes. */
public interface Answerer {

    /** The most provider calls in one attempt, each within {@code satbuddy.provider.deadline}. */
    int MOST_CALLS = 3;

    /**
     * Returns the answer or a failure. An exception means a bug: the task then fails with {@link FailureCode#INTERNAL}.
     */
    Answer answer(Work work, Progress progress);

    /**
     * Answers a task that may wait no longer although {@link #answer} returned {@link Answer.TryLater}. Any result
     * other than {@link Answer.Completed} is ignored.
     */
    Answer lastResort(Work work, Progress progress);
}
