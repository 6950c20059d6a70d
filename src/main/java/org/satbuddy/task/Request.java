package org.satbuddy.task;

import java.util.List;
import java.util.Optional;

/** A validated request of a student. Every kind of task has one record that implements it. */
public sealed interface Request permits ChatRequest, QuestionRequest {

    Kind kind();

    /** The title of a conversation that begins with this request, before it is shortened. */
    String title();

    /** Ids of the student's own uploads that belong to the request, oldest first; never null. */
    List<String> images();

    /** The earlier turns as the client sent them; null to use those of the conversation. */
    List<Turn> history();

    /** The student's words in later prompts; empty if later prompts leave out this kind of task. */
    Optional<Turn> turn();

    /** Calls the method of {@code visitor} for this kind of request. */
    <T> T accept(Visitor<T> visitor);

    /**
     * Handles a request by its kind. A new kind adds a method, so the compiler finds every place that must handle it.
     */
    interface Visitor<T> {

        T chat(ChatRequest chat);

        T question(QuestionRequest question);
    }
}
