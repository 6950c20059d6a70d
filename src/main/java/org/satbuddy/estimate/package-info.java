/**
 * Estimates of the queue: each task's place, and the time within which nine of ten such tasks are finished. Pure
 * arithmetic on samples of the unfinished tasks and on this node's own attempts; it asks no database. Implements {@link
 * org.satbuddy.task.Estimates}. The decision record on estimates explains the model.
 */
package org.satbuddy.estimate;
