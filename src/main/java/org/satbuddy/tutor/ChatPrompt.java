package org.satbuddy.tutor;

import java.util.List;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Work;

/** Builds the prompt for a chat message. */
final class ChatPrompt {

    private static final String MANNER = PromptText.load("chat.md");
    private static final String HINTS = PromptText.load("hint.md");

    private ChatPrompt() {}

    static Prompt of(Work work, ChatRequest request) {
        return new Prompt(
                request.hintFirst() ? MANNER + HINTS : MANNER,
                Dialogue.of(work.history(), Work.MOST_TURNS, message(request), List.copyOf(work.attachments())),
                null,
                request,
                work.runUntil(),
                work.waited());
    }

    private static Turn message(ChatRequest request) {
        return new Turn(Turn.Role.USER, request.message(), request.context());
    }
}
