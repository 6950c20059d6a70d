package org.satbuddy.task;

import java.util.Optional;

/**
 * Answers that may be given to others who ask the same. An answer that is {@linkplain Answer.Completed#shareableAs
 * shareable} gets in by being written down with its task, and goes with it.
 */
public interface AnswerCache {

    /** Whether answers are shared at all. */
    boolean isOn();

    /**
     * The newest answer to the same question, if so many different owners have got one of their own that it can be no
     * secret of one of them. In a transaction of its own.
     *
     * @param promptHash tells what was asked and who would be asked
     * @return empty too where the cache cannot be read
     */
    Optional<Answer.Completed> find(String promptHash);
}
