package org.satbuddy.tutor;

import java.time.Instant;
import java.util.List;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;

/**
 * All that a provider is sent.
 *
 * @param system the tutor's manner
 * @param messages the conversation, oldest first, beginning and ending with the user, who alternates with the assistant
 * @param format what the reply must be
 * @param request what the student asked for, as data, for a provider that does not read prose
 * @param deadline when the reply must have arrived
 * @param lastTry whether the waits for a busy provider are used up, so that somebody else had better answer
 */
public record Prompt(
        String system, List<Message> messages, Format format, Request request, Instant deadline, boolean lastTry) {

    /** One turn as sent, with its images. */
    public record Message(Turn.Role role, String text, List<Attachment> images) {}

    /** What the reply must be. */
    public enum Format {
        MARKDOWN,
        /** One JSON object; the provider's JSON mode is switched on. */
        JSON
    }

    public boolean hasImages() {
        return messages.stream().anyMatch(message -> !message.images().isEmpty());
    }
}
