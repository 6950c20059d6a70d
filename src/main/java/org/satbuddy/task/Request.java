package org.satbuddy.task;

import java.util.List;

/** A validated request of a student. Every kind of task has one record that implements it. */
public sealed interface Request permits ChatRequest, QuestionRequest {

    Kind kind();

    /** The text that a conversation is named after if it begins with this request; not yet shortened. */
    String title();

    /** Ids of the student's own uploads that belong to the request, oldest first; never null. */
    List<String> images();

    /** The turns before this request as the client has them; null to take those of the conversation. */
    List<Turn> history();

    /** Calls the method of {@code visitor} for this kind of request. */
    <T> T accept(Visitor<T> visitor);

    /** What a station does with a request, by kind. A new kind adds a method, so the compiler finds every station. */
    interface Visitor<T> {

        T chat(ChatRequest chat);

        T question(QuestionRequest question);
    }
}
