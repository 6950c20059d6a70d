package org.satbuddy.task;

/**
 * A reader's position in the text of an answer.
 *
 * @param generation the generation of the task that the text belongs to; each restart of the text has a new one
 * @param offset the number of characters read
 */
public record TextPosition(int generation, int offset) {

    /** Nothing was read. The first claim makes generation 1, so no text has generation 0. */
    public static final TextPosition NONE = new TextPosition(0, 0);
}
