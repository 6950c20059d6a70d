package org.satbuddy.provider;

import org.satbuddy.tutor.Prompt;

/** How many tokens a prompt is, roughly: nobody but the provider can tell exactly. */
final class TokenEstimate {

    /** Of English, in the tokens of all vendors. */
    private static final double CHARACTERS = 4;

    /** Of an image as large as we send them; vendors take 260 to 1,600. */
    private static final int IMAGE = 1_000;

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
        return characters / CHARACTERS + (double) images * IMAGE;
    }
}
