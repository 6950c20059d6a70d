package org.satbuddy.task;

/** Answers one claimed task. Called with no transaction and no database connection held; may take a minute. */
public interface Answerer {

    /** The most provider calls in one attempt, each within {@code satbuddy.provider.deadline}. */
    int MOST_CALLS = 3;

    /**
     * Answers or says why not. An exception means a bug: the task then fails with {@link FailureCode#INTERNAL}.
     */
    Answer answer(Work work, Progress progress);

    /**
     * Answers a task that may wait no longer, after {@link #answer} would have it tried later. Anything but {@link
     * Answer.Completed} means that nobody could.
     */
    Answer lastResort(Work work, Progress progress);
}
