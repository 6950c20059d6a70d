package org.satbuddy.task;

/**
 * A conversation in a list. Times are epoch milliseconds.
 *
 * @param title the student's own title, or else the beginning of the first message or of the first question's topic
 * @param activeTasks the number of unfinished tasks
 */
public record ConversationSummary(
        String id, String title, long createdAt, long lastActivity, long expiresAt, int activeTasks) {}
