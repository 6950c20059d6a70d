package org.satbuddy.task;

/**
 * A wish for a practice question. All but the topic may be null: the tutor chooses. The words are those of the HTTP
 * contract; the tutor's taxonomy gives them meaning.
 */
public record QuestionRequest(String topic, String difficulty, String section, String domain, String skill, String type)
        implements Request {

    @Override
    public Kind kind() {
        return Kind.QUESTION;
    }
}
