/**
 * The core of the line: a task is submitted, claimed, answered and finished here, and every change of its row is one
 * guarded UPDATE on state and generation. The database is the truth; the {@link org.satbuddy.task.Bell} only says that
 * there is something to look at. What other stations implement ({@link org.satbuddy.task.Answerer}, {@link
 * org.satbuddy.task.Attachments}, {@link org.satbuddy.task.Bell}) is declared here, so that this package depends on no
 * other.
 */
package org.satbuddy.task;
