package org.satbuddy.provider;

/** What providers limit, each per some time. */
enum Quota {
    REQUESTS("requests"),
    /** Those sent and those answered together. */
    TOKENS("tokens"),
    INPUT_TOKENS("input-tokens"),
    OUTPUT_TOKENS("output-tokens");

    private final String noun;

    Quota(String noun) {
        this.noun = noun;
    }

    /** As in the names of headers. */
    String noun() {
        return noun;
    }
}
