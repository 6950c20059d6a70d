package org.satbuddy.task;

/**
 * One entry of a conversation.
 *
 * @param role who said it
 * @param content what was said, as Markdown
 */
public record Turn(Role role, String content) {

    /** The two voices of a conversation. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
