package org.satbuddy.task;

/**
 * A task and its new text, as {@link TaskSubscription#look} returns them.
 *
 * @param generation the generation of the text; that of the task if there is no text
 * @param text the text after the reader's position, or the whole text if that position is of another generation. Always
 *     empty for a question, which is not shown before its checks
 * @param last whether no more updates come from this node, because it is stopping
 */
public record TaskUpdate(TaskSnapshot task, int generation, String text, boolean last) {}
