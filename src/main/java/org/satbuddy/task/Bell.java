package org.satbuddy.task;

/**
 * Signals that a task may be claimed by a worker on any node. Rings may be lost, repeated or late. The task's row is
 * the source of truth, and {@link DueTasks} rings again for it.
 */
public interface Bell {

    /** Rings for one task. Returns at once and never fails. */
    void ring(Ring ring);

    /** Whether the last ring reached the broker; true before the first ring. */
    default boolean isHeard() {
        return true;
    }

    /**
     * @param id the task's id
     * @param priority JMS priority, 0 to 9
     */
    record Ring(String id, Kind kind, int priority) {}
}
