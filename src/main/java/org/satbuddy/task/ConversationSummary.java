package org.satbuddy.task;

/**
 * A conversation in a list. Times are epoch milliseconds.
 *
 * @param title the student's own, else the beginning of its first message
 * @param activeTasks how many of its tasks are not finished or the topic of its first question
 */
public record ConversationSummary(
        String id, String title, long createdAt, long lastActivity, long expiresAt, int activeTasks) {}
