/**
 * Wakes workers by JMS message. A message-driven bean receives the rings, and a timer rings again for tasks that are
 * due. Only this package uses {@code jakarta.jms}. The database holds the task, and workers read only the task's id
 * from a message, so losing the broker loses no task.
 */
package org.satbuddy.queue;
