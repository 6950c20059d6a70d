package org.satbuddy.task;

/**
 * Tells workers, here or on another node, that a task may be claimed. Rings may be lost, repeated or late: the row says
 * what is true, and the sweep rings again.
 */
public interface Bell {

    /** Rings for one task. Returns at once and never fails. */
    void ring(Ring ring);

    /** Whether the last ring reached the broker; true before the first one. */
    default boolean isHeard() {
        return true;
    }

    /**
     * @param id of the task
     * @param priority JMS priority, 0 to 9
     */
    record Ring(String id, Kind kind, int priority) {}
}
