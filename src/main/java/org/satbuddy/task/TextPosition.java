package org.satbuddy.task;

/**
 * How far somebody has read the text of an answer.
 *
 * @param generation of the task that the text belongs to: each new try has another
 * @param offset characters read
 */
public record TextPosition(int generation, int offset) {

    /** Nothing was read: no try has this generation. */
    public static final TextPosition NONE = new TextPosition(0, 0);
}
