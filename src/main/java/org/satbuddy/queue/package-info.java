/**
 * Wakes workers by JMS message. A message-driven bean receives the rings, and timed sweeps ring again for tasks that
 * are due. Only this package uses {@code jakarta.jms}. The database holds the task and a message only names it, so
 * losing the broker loses no task.
 */
package org.satbuddy.queue;
