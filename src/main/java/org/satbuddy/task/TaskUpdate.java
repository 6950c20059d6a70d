package org.satbuddy.task;

/**
 * A task as one who follows it sees it now.
 *
 * @param generation of the text; that of the task where it has none
 * @param text what follows the position that was asked for; all there is if that belongs to another generation. Of a
 *     question always empty: it is not shown before it was checked
 * @param last whether this node will have nothing more to tell of it: the server is stopping
 */
public record TaskUpdate(TaskSnapshot task, int generation, String text, boolean last) {}
