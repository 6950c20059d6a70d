package org.satbuddy.provider;

import org.satbuddy.tutor.Prompt;

/** Estimates the tokens of a prompt or of an answer. Only the provider knows the exact number. */
final class TokenEstimate {

    /** Characters of English per token, for all vendors. */
    private static final double CHARACTERS_PER_TOKEN = 4;

    /** Tokens of an image in the size that is sent. Vendors count 260 to 1,600. */
    private static final int TOKENS_PER_IMAGE = 1_000;

    private TokenEstimate() {}

    static double of(Prompt prompt) {
        long characters = prompt.system().length();
        int images = 0;
        for (Prompt.Message message : prompt.messages()) {
            characters += message.text().length();
            images += message.images().size();
        }
        if (prompt.wantsJson()) {
            characters += prompt.schema().toString().length();
        }
        return characters / CHARACTERS_PER_TOKEN + (double) images * TOKENS_PER_IMAGE;
    }

    static long ofText(int characters) {
        return (long) Math.ceil(characters / CHARACTERS_PER_TOKEN);
    }
}
