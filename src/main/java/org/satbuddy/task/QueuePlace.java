package org.satbuddy.task;

/**
 * Where a queued task stands, from figures at most a second old.
 *
 * @param position 1 for the next to be claimed; 0 if it is not queued
 * @param estimatedSeconds until it is finished, rounded up
 */
public record QueuePlace(int position, int estimatedSeconds) {}
