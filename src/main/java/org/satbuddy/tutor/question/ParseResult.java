package org.satbuddy.tutor.question;

/** The result of reading a model's answer. */
public sealed interface ParseResult {

    /** A question in the shape of the HTTP contract. {@link QuestionCheck} decides whether it is valid. */
    record Parsed(Question question) implements ParseResult {}

    /**
     * The text contains no question.
     *
     * @param reason a sentence for the model
     */
    record Unreadable(String reason) implements ParseResult {}
}
