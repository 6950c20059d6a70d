package org.satbuddy.provider;

/** What an administrator can do about a failure, and the settings concerned. */
enum Remedy {
    NONE(""),
    KEY("Check satbuddy.%1$s.api-key."),
    CREDIT("Add credit, or raise the spending limit of the account."),
    ADDRESS("Check satbuddy.%1$s.base-url and satbuddy.%1$s.model."),
    API("Check satbuddy.%1$s.base-url: each API has settings of its own."),
    REACH("Check satbuddy.%1$s.base-url and satbuddy.proxy.url, and that a firewall lets this server out."),
    FILTER(
            "Have the network's filter let this server through, and check satbuddy.%1$s.base-url and satbuddy.proxy.url."),
    PROXY("Check satbuddy.proxy.user and satbuddy.proxy.password."),
    AUTHORITY("Add the authority that signed it to the file of satbuddy.tls.authorities."),
    TIME("For a slow model, raise satbuddy.provider.deadline and satbuddy.provider.read-timeout.");

    private final String sentence;

    Remedy(String sentence) {
        this.sentence = sentence;
    }

    /** @param status 300 or more */
    static Remedy of(int status) {
        return switch (status) {
            case 401, 403 -> KEY;
            case 402 -> CREDIT;
            case 407 -> PROXY;
            case 511 -> FILTER;
            default -> status < 400 ? FILTER : ADDRESS;
        };
    }

    /**
     * A sentence for the administrator; empty if only time helps.
     *
     * @param provider the name in {@code satbuddy.providers}
     */
    String sentence(String provider) {
        return sentence.formatted(provider);
    }
}
