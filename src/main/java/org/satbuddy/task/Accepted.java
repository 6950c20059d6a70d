package org.satbuddy.task;

/**
 * A submission that was accepted.
 *
 * @param repeated whether its idempotency key was known, and {@code task} is the one accepted then
 */
public record Accepted(TaskSnapshot task, boolean repeated) {}
