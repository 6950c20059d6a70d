package org.satbuddy.tutor.question;

/** What came of reading a model's answer. */
public sealed interface ParseResult {

    /** A question of the contract's shape; whether it is a good one is another matter. */
    record Parsed(Question question) implements ParseResult {}

    /**
     * There is no question in the text.
     *
     * @param reason a sentence that can be sent back to the model
     */
    record Unreadable(String reason) implements ParseResult {}
}
