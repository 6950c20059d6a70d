package org.satbuddy.task;

import java.util.List;

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

    /** Returns the newest turns that the AI sees: at most {@code most}, within {@link Work#MOST_CHARACTERS}. */
    public static List<Turn> newest(List<Turn> turns, int most) {
        int from = turns.size();
        int left = Work.MOST_CHARACTERS;
        while (from > 0 && turns.size() - from < most) {
            left -= turns.get(from - 1).content().length();
            if (left < 0) {
                break;
            }
            from--;
        }
        return List.copyOf(turns.subList(from, turns.size()));
    }

    /** The two speakers of a conversation. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
