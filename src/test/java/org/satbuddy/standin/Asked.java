package org.satbuddy.standin;

/**
 * A valid request's meaning.
 *
 * @param text the text of the last user message
 * @param json whether the reply must be one JSON object
 * @param usageInStream whether a streamed reply ends with a chunk that counts tokens
 * @param characters in all messages
 */
record Asked(
        String model, String text, boolean json, boolean stream, boolean usageInStream, int images, int characters) {}
