package org.satbuddy.task;

/** Estimates the queue's length, each task's place in the queue, and when it will finish. Queries no database. */
public interface Estimates {

    /** Takes the unfinished tasks that {@link QueueSampler} has just read. */
    void take(QueueSample sample);

    /** The number of queued tasks in the installation: the last sample, corrected by this node's events since. */
    int queued();

    /** A task was accepted on this node. */
    void joined(TaskSnapshot task);

    /** A worker of this node claimed a task of this priority. */
    void claimed(int priority);

    /**
     * An attempt of this node ended.
     *
     * @param task the task after the attempt: final, or waiting for a retry
     * @param claimedAt when the attempt began, epoch ms
     * @param called whether a provider was called
     */
    void ended(TaskSnapshot task, long claimedAt, boolean called);

    /** Returns the task's current place and estimate. */
    QueuePlace place(TaskSnapshot task);
}
