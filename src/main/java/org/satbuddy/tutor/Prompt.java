package org.satbuddy.tutor;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;

/**
 * A request to a language model: the text and images for a provider, and the facts that decide how the provider is
 * called.
 *
 * @param system the system prompt
 * @param messages the conversation, oldest first, beginning and ending with the user, who alternates with the assistant
 * @param schema the JSON Schema of the object that the reply must be; null if the reply is to be Markdown
 * @param request the student's request as data, for the study guide, which does not read prose; null for a
 *     remote provider
 * @param runUntil when the last call for this prompt must have ended
 * @param waited whether the prompt goes before new ones, because its task waited for a provider or has begun
 */
public record Prompt(
        String system, List<Message> messages, JsonObject schema, Request request, Instant runUntil, boolean waited) {

    /** One turn of the conversation, with its images. */
    public record Message(Turn.Role role, String text, List<Attachment> images) {}

    public boolean wantsJson() {
        return schema != null;
    }

    public boolean hasImages() {
        return messages.stream().anyMatch(message -> !message.images().isEmpty());
    }
}
