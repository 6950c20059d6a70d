package org.satbuddy.task;

/**
 * A task as it was at one revision. Times are epoch milliseconds of the database's clock.
 *
 * @param stage null once final
 * @param revision counts the visible changes within a generation
 * @param retryAt when a waiting task is tried again; null unless waiting
 * @param finishedAt null until final
 * @param expiresAt the earliest moment at which it is forgotten
 * @param provider null until answered
 * @param cached whether the answer was made for others who asked the same
 * @param result Markdown for a chat, JSON for a question; null unless completed
 * @param partial the text of an answer that is not complete, as far as it is stored; null if there is none
 * @param code null unless failed or cancelled
 * @param rating {@code up}, {@code down} or null
 */
public record TaskSnapshot(
        String id,
        String owner,
        String conversationId,
        Kind kind,
        State state,
        Stage stage,
        int generation,
        int revision,
        int attempt,
        Long retryAt,
        long createdAt,
        Long finishedAt,
        long expiresAt,
        String provider,
        String model,
        boolean cached,
        String result,
        String partial,
        FailureCode code,
        String rating,
        int priority) {

    /** Whether this was seen after {@code other}. */
    boolean supersedes(TaskSnapshot other) {
        return isBefore(other, generation, revision);
    }

    /** Whether something has changed since {@code known} was seen. */
    static boolean isBefore(TaskSnapshot known, int generation, int revision) {
        return generation > known.generation || (generation == known.generation && revision > known.revision);
    }

    /** Identifies this revision; the HTTP {@code ETag} without its quotes. */
    public String tag() {
        return generation + "." + revision;
    }
}
