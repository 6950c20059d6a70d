package org.satbuddy.task;

import java.util.List;

/**
 * One entry of the chat history.
 *
 * @param at epoch milliseconds
 * @param images ids of the images sent with it; empty for the tutor's own
 */
public record HistoryEntry(Turn turn, String taskId, String conversationId, long at, List<String> images) {}
