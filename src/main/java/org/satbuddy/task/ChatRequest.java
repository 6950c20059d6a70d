package org.satbuddy.task;

import java.util.List;
import java.util.Optional;

/**
 * A message to the tutor.
 *
 * @param message what the student wrote; never blank
 * @param context the text that the message refers to, such as the practice question on screen; null if none
 * @param images ids of the student's own uploads, oldest first; never null
 * @param history the newest of the earlier turns that the client sent; null to use those of the conversation
 * @param hintFirst whether the tutor gives the next hint instead of the answer
 */
public record ChatRequest(String message, String context, List<String> images, List<Turn> history, boolean hintFirst)
        implements Request {

    /** Keeps of the history what the AI sees. A client may send a megabyte. */
    public ChatRequest {
        history = history == null ? null : Turn.newest(history, Work.MOST_TURNS);
    }

    @Override
    public Kind kind() {
        return Kind.CHAT;
    }

    @Override
    public String title() {
        return message;
    }

    @Override
    public Optional<Turn> turn() {
        return Optional.of(new Turn(Turn.Role.USER, message, context));
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.chat(this);
    }
}
