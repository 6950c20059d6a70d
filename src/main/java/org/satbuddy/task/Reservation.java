package org.satbuddy.task;

import java.nio.charset.StandardCharsets;

/**
 * The tokens that are reserved for a task: the most that one call for it is expected to cost. Two bytes of the request
 * count as a token. That is two characters of English, and less than one of Chinese.
 */
final class Reservation {

    /** The rules that come with each request. */
    private static final long RULES = 2_000;

    /** Of ten earlier turns. */
    private static final long HISTORY = 10_000;

    private static final long IMAGE = 1_600;
    private static final int BYTES = 2;

    private Reservation() {}

    /**
     * @param json the request as it is stored
     * @param opens whether the task begins its conversation
     */
    static long of(String json, Request request, boolean opens) {
        return Work.MOST_TOKENS
                + RULES
                + json.getBytes(StandardCharsets.UTF_8).length / BYTES
                + IMAGE * request.images().size()
                + (opens || request.history() != null ? 0 : HISTORY);
    }
}
