package org.satbuddy.task;

/**
 * A submission that was accepted.
 *
 * @param repeated whether the idempotency key was already in use; {@code task} is then the task accepted earlier
 */
public record Accepted(TaskSnapshot task, boolean repeated) {}
