/**
 * The core of the application: tasks are submitted, claimed, answered and finished here. Every move of a task is one
 * UPDATE, guarded by its state and, while a worker runs it, by its generation or its lease. The database is the source
 * of truth. The {@link org.satbuddy.task.Bell} only signals that there may be work. This package declares the ports
 * that other stations implement, so that it does not depend on those stations: {@link org.satbuddy.task.Answerer},
 * {@link org.satbuddy.task.Attachments}, {@link org.satbuddy.task.Bell} and {@link org.satbuddy.task.Estimates}.
 *
 * <p>Ten words are used in one sense only:
 *
 * <ul>
 *   <li><b>station</b>: a package of the application. A technology such as JMS is used by one station only.
 *   <li><b>ring</b>: a message that holds a task's id and asks a worker to look at the task.
 *   <li><b>lease</b>: the right of one boot to work on a task. It lasts 15 seconds unless it is renewed.
 *   <li><b>boot</b>: one run of a node's server, identified by a UUID.
 *   <li><b>generation</b>: a number in the task's row. Each claim, hand-over or cancellation raises it, and so does
 *       each restart of the text. A write with an older generation changes nothing.
 *   <li><b>revision</b>: counts the visible changes within a generation.
 *   <li><b>attempt</b>: the work of one worker on a task, from the claim until the task is finished or put to wait.
 *   <li><b>try</b>: one call of a provider within an attempt.
 *   <li><b>stage</b>: the current step of an unfinished task, as one word for the student.
 *   <li><b>sample</b>: the unfinished tasks as the last heartbeat read them. Estimates are computed from it.
 * </ul>
 */
package org.satbuddy.task;
