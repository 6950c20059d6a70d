package org.satbuddy.task;

import java.util.List;

/**
 * A request for a practice question. Every field but the topic may be null; the tutor then chooses. The words are those of the HTTP
 * contract; the tutor's taxonomy gives them meaning.
 */
public record QuestionRequest(String topic, String difficulty, String section, String domain, String skill, String type)
        implements Request {

    @Override
    public Kind kind() {
        return Kind.QUESTION;
    }

    @Override
    public String title() {
        return topic;
    }

    @Override
    public List<String> images() {
        return List.of();
    }

    /** A practice question does not depend on what was said before. */
    @Override
    public List<Turn> history() {
        return List.of();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.question(this);
    }
}
