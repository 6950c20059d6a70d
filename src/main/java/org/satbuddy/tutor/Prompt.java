package org.satbuddy.tutor;

import jakarta.json.JsonObject;
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
 * @param schema the JSON Schema of the one object that the reply must be; null where it is to be Markdown
 * @param request what the student asked for, as data, for a provider that does not read prose; null in what leaves the
 *     house
 * @param runUntil when the last of the calls that are made for it must have ended
 * @param waited whether it waited for a provider before, and goes before those that did not
 */
public record Prompt(
        String system, List<Message> messages, JsonObject schema, Request request, Instant runUntil, boolean waited) {

    /** One turn as sent, with its images. */
    public record Message(Turn.Role role, String text, List<Attachment> images) {}

    public boolean wantsJson() {
        return schema != null;
    }

    public boolean hasImages() {
        return messages.stream().anyMatch(message -> !message.images().isEmpty());
    }
}
