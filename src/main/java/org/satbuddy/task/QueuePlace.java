package org.satbuddy.task;

/**
 * A task's place in the queue and the time until it finishes. Both are computed from figures about a second old.
 *
 * @param position 1 for the next task to be claimed; 0 if the task is not queued
 * @param estimatedSeconds the time from now within which nine of ten such tasks finish, in whole seconds; at least 1
 *     for an unfinished task, and 0 for a finished one
 */
public record QueuePlace(int position, int estimatedSeconds) {}
