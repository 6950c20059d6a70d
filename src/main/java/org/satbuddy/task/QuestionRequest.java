package org.satbuddy.task;

import java.util.List;
import java.util.Optional;

/**
 * A request for a practice question. Every field except the topic may be null; the tutor then chooses a value. The
 * values are those of the HTTP contract, and the tutor's taxonomy interprets them.
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

    /** Empty, because a practice question does not depend on earlier turns. */
    @Override
    public List<Turn> history() {
        return List.of();
    }

    @Override
    public Optional<Turn> turn() {
        return Optional.empty();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.question(this);
    }
}
