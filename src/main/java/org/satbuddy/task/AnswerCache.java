package org.satbuddy.task;

import java.util.Optional;

/**
 * Answers that may be given to other owners who ask the same question. A {@linkplain Answer.Completed#shareableAs
 * shareable} answer enters the cache when it is stored with its task. It leaves the cache when the task is deleted.
 */
public interface AnswerCache {

    /** Whether answers are shared at all. */
    boolean isOn();

    /**
     * Returns the newest answer to the same question, if enough different owners have received an answer of their own.
     * So the question cannot be a single owner's secret. Runs in its own transaction.
     *
     * @param promptHash identifies the question and the models that would be asked
     * @return empty also if the cache cannot be read
     */
    Optional<Answer.Completed> find(String promptHash);
}
