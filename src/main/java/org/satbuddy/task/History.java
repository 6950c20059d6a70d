package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;

/** The turns that the AI sees before a message. */
final class History {

    private History() {}

    /**
     * Returns the last {@link Work#MOST_TURNS} turns, oldest first: those that the client sent, or else the
     * conversation's.
     */
    static List<Turn> before(EntityManager em, Task task) {
        List<Turn> sent = task.request().history();
        if (sent != null) {
            return sent;
        }
        return task.opening() ? List.of() : ofConversation(em, task);
    }

    private static List<Turn> ofConversation(EntityManager em, Task task) {
        var turns = new ArrayList<Turn>(Work.MOST_TURNS);
        int messages = Work.MOST_TURNS / 2;
        for (Task earlier : TaskStore.completedTexts(em, task.conversationId(), task.createdAt(), messages)) {
            earlier.request().turn().ifPresent(words -> {
                turns.add(0, new Turn(Turn.Role.ASSISTANT, earlier.result()));
                turns.add(0, words);
            });
        }
        return turns;
    }
}
