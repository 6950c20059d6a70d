/**
 * Estimates each task's place in the queue, and the time within which nine of ten such tasks are finished. The
 * estimates are pure arithmetic on samples of the unfinished tasks and on this node's own attempts. This package
 * queries no database. It implements {@link org.satbuddy.task.Estimates}. Decision record 8 (docs/decisions) explains
 * the model.
 */
package org.satbuddy.estimate;
