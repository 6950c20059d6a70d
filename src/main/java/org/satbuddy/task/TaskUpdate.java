package org.satbuddy.task;

/**
 * A task and its new text, as {@link TaskSubscription#look} returns them.
 *
 * @param generation the generation of the text; the task's generation if there is no text
 * @param text the text after the reader's position, or the whole text if the position belongs to another generation.
 *     Always empty for a question, which is not shown before its checks
 * @param last whether no more updates come from this node, because it is stopping
 */
public record TaskUpdate(TaskSnapshot task, int generation, String text, boolean last) {}
