/**
 * The doorbell: sends task ids, answers them in a message-driven bean, and sweeps for what was missed. The only home of
 * {@code jakarta.jms}. A message holds a task id and nothing else, so losing the broker loses no task.
 */
package org.satbuddy.queue;
