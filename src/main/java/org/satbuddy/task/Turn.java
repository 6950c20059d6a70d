package org.satbuddy.task;

/**
 * One entry of a conversation.
 *
 * @param role who said it
 * @param content what was said, as Markdown
 * @param context what the student was looking at as they said it; null if that is not known
 */
public record Turn(Role role, String content, String context) {

    /** Words alone. */
    public Turn(Role role, String content) {
        this(role, content, null);
    }

    /** The two voices of a conversation. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
