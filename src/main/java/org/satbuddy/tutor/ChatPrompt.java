package org.satbuddy.tutor;

import java.util.List;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Work;

/** What a provider is sent for a message to the tutor. */
final class ChatPrompt {

    private static final String MANNER = PromptText.load("chat.md");
    private static final String HINTS = PromptText.load("hint.md");
    private static final int TURNS = 10;
    private static final int LONGEST_CONTEXT = 16_000;

    private ChatPrompt() {}

    static Prompt of(Work work, ChatRequest request) {
        return new Prompt(
                request.hintFirst() ? MANNER + HINTS : MANNER,
                Dialogue.of(work.history(), TURNS, message(request), List.copyOf(work.attachments())),
                null,
                request,
                work.runUntil(),
                work.waited());
    }

    private static String message(ChatRequest request) {
        if (request.context() == null || request.context().isBlank()) {
            return request.message();
        }
        return "What I am looking at:\n"
                + PromptText.quoted("material", request.context(), LONGEST_CONTEXT)
                + "\n\n"
                + request.message();
    }
}
