package org.satbuddy.provider;

/** An estimate, made before the answer, of what calls use up of a provider's limits. */
record Cost(double requests, double inputTokens, double outputTokens) {

    static final Cost NONE = new Cost(0, 0, 0);

    double of(Quota quota) {
        return switch (quota) {
            case REQUESTS -> requests;
            case TOKENS -> inputTokens + outputTokens;
            case INPUT_TOKENS -> inputTokens;
            case OUTPUT_TOKENS -> outputTokens;
        };
    }

    /** The part that a provider may count only when the answer is complete. */
    double ofTheAnswer(Quota quota) {
        return quota == Quota.TOKENS || quota == Quota.OUTPUT_TOKENS ? outputTokens : 0;
    }

    Cost plus(Cost other) {
        return new Cost(requests + other.requests, inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }

    Cost minus(Cost other) {
        return new Cost(requests - other.requests, inputTokens - other.inputTokens, outputTokens - other.outputTokens);
    }
}
