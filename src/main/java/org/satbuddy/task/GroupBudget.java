package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/**
 * A budget of provider tokens that several owners share, such as the students of a lesson. What their unfinished tasks
 * may cost is reserved in the rows of these tasks, so a process that is killed leaves no reservation behind.
 */
public interface GroupBudget {

    /**
     * What is left of a budget.
     *
     * @param owners the beginning that the ids of all its owners have, and no others'
     * @param tokens without those that are reserved
     */
    record Left(String owners, long tokens) {}

    /**
     * Finds the owner's budget, and locks it until the transaction ends.
     *
     * @return empty if the owner has none
     */
    Optional<Left> lock(EntityManager em, String owner);

    /** Records what calls for this owner's task have cost. Runs in the transaction that stores their outcome. */
    void spend(EntityManager em, String owner, long tokens);
}
