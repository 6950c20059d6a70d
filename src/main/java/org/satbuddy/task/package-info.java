/**
 * The core of the line: a task is submitted, claimed, answered and finished here. Every change of its row is one guarded
 * UPDATE on state and generation. The database is the truth; the {@link org.satbuddy.task.Bell} only signals that there
 * may be work. The ports that other stations implement are declared here ({@link org.satbuddy.task.Answerer}, {@link
 * org.satbuddy.task.Attachments}, {@link org.satbuddy.task.Bell}, {@link org.satbuddy.task.Estimates}), so that this
 * package depends on none of them.
 *
 * <p>Ten words are used in one sense only:
 *
 * <ul>
 *   <li><b>station</b>: a package on the line, which is the home of its technology.
 *   <li><b>ring</b>: a message that holds a task's id and asks some worker to look at the task.
 *   <li><b>lease</b>: the right of one boot to work on a task, for 15 seconds unless renewed.
 *   <li><b>boot</b>: one run of a node's server, with a UUID of its own.
 *   <li><b>generation</b>: counts the claims and restarts of a task's text, and fences late writers.
 *   <li><b>revision</b>: counts the visible changes within a generation.
 *   <li><b>attempt</b>: one claim of a task by a worker, up to its finish or its wait.
 *   <li><b>try</b>: one call of a provider within an attempt.
 *   <li><b>stage</b>: what is happening to an unfinished task, in a word for the student.
 *   <li><b>sample</b>: the unfinished tasks as the last heartbeat read them, from which estimates are made.
 * </ul>
 */
package org.satbuddy.task;
