package org.satbuddy.provider;

/** The amounts that providers limit per period. */
enum Quota {
    REQUESTS("requests"),
    /** Input and output tokens together. */
    TOKENS("tokens"),
    INPUT_TOKENS("input-tokens"),
    OUTPUT_TOKENS("output-tokens");

    private final String noun;

    Quota(String noun) {
        this.noun = noun;
    }

    /** The word in the names of headers. */
    String noun() {
        return noun;
    }
}
