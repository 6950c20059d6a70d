package org.satbuddy.task;

/** Answers one claimed task. Called with no transaction and no database connection held; may take a minute. */
public interface Answerer {

    /**
     * Answers or says why not. An exception means a bug: the task then fails with {@link FailureCode#INTERNAL}.
     */
    Answer answer(Work work, Progress progress);
}
