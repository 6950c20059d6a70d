package org.satbuddy.task;

/**
 * Where a task stands, from figures at most a second old.
 *
 * @param position 1 for the next to be claimed; 0 if it is not queued
 * @param estimatedSeconds within which nine of ten such tasks are finished, in whole seconds; at least 1 for a task that
 *     is not, and 0 for one that is
 */
public record QueuePlace(int position, int estimatedSeconds) {}
