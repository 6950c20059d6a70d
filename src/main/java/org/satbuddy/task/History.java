package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;

/** The turns that the AI sees before a message. */
final class History {

    private static final int TURNS = 10;

    private History() {}

    /** The last turns: the client's own if it sent some, else those of the conversation. Oldest first. */
    static List<Turn> before(EntityManager entities, Task task) {
        if (!(task.request() instanceof ChatRequest chat)) {
            return List.of();
        }
        if (chat.history() != null) {
            List<Turn> all = chat.history();
            return all.subList(Math.max(0, all.size() - TURNS), all.size());
        }
        return task.opening() ? List.of() : ofConversation(entities, task);
    }

    private static List<Turn> ofConversation(EntityManager entities, Task task) {
        var turns = new ArrayList<Turn>(TURNS);
        for (Task earlier : TaskStore.completedChats(entities, task.conversationId(), task.createdAt(), TURNS / 2)) {
            turns.add(0, new Turn(Turn.Role.ASSISTANT, earlier.result()));
            var chat = (ChatRequest) earlier.request();
            turns.add(0, new Turn(Turn.Role.USER, chat.message(), chat.context()));
        }
        return turns;
    }
}
