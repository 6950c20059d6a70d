package org.satbuddy.standin;

/**
 * A valid request's meaning.
 *
 * @param text the text of the last user message
 * @param json whether the reply must be one JSON object
 * @param usageInStream whether a streamed reply ends with a chunk that counts tokens
 * @param characters in all messages
 * @param mostTokens of the answer; 0 if it is not bounded
 */
record Asked(
        String model,
        String text,
        boolean json,
        boolean stream,
        boolean usageInStream,
        int images,
        int characters,
        long mostTokens) {

    /**
     * What counts against a limit of tokens before there is an answer: the bound, or the characters if they are more.
     */
    long tokens() {
        return Math.max(mostTokens, promptTokens());
    }

    /** Four characters a token and a flat price for an image, roughly as in life. */
    long promptTokens() {
        return characters / 4 + images * 765L + 3;
    }
}
