package org.satbuddy.task;

/** Estimates the queue's length, each task's place in it, and when the task will be finished. Asks no database. */
public interface Estimates {

    /** The unfinished tasks that {@link QueueSampler} has just read. */
    void take(QueueSample sample);

    /** The number of queued tasks in the installation, as of the last sample and this node's events since. */
    int queued();

    /** A task was accepted on this node. */
    void joined(TaskSnapshot task);

    /** A worker of this node claimed a queued task of this priority. */
    void claimed(int priority);

    /**
     * An attempt of this node ended.
     *
     * @param task as it is after the attempt: final, or waiting for a retry
     * @param claimedAt when the attempt began, epoch ms
     * @param called whether a provider was called
     */
    void ended(TaskSnapshot task, long claimedAt, boolean called);

    /** The task's place and estimate as of now. */
    QueuePlace place(TaskSnapshot task);
}
