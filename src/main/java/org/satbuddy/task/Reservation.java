package org.satbuddy.task;

/**
 * The tokens that are reserved for a task: the most that one call for it is expected to cost. Half of a character of the
 * request counts as a token, which is more than any vendor counts for European languages.
 */
final class Reservation {

    /** The longest answer, which the provider station asks for. */
    private static final long ANSWER = 8192;

    /** The rules that come with each request. */
    private static final long RULES = 2_000;

    /** Of ten earlier turns. */
    private static final long HISTORY = 10_000;

    private static final long IMAGE = 1_600;

    private Reservation() {}

    /**
     * @param json the request as it is stored
     * @param opens whether the task begins its conversation
     */
    static long of(String json, Request request, boolean opens) {
        return ANSWER
                + RULES
                + json.length() / 2
                + IMAGE * request.images().size()
                + (opens || request.history() != null ? 0 : HISTORY);
    }
}
