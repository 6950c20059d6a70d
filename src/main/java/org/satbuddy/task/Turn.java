package org.satbuddy.task;

/**
 * One entry of a conversation.
 *
 * @param role the speaker
 * @param content the words, as Markdown
 * @param context the text that the words refer to, such as the practice question on screen; null if none
 */
public record Turn(Role role, String content, String context) {

    /** A turn without context. */
    public Turn(Role role, String content) {
        this(role, content, null);
    }

    /** The two speakers of a conversation. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
