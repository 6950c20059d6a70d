package org.satbuddy.task;

/**
 * A task as it was at one revision. Times are epoch milliseconds of the database's clock.
 *
 * @param stage null once final
 * @param revision counts the visible changes within a generation
 * @param retryAt when a waiting task is tried again; null unless waiting
 * @param finishedAt null until final
 * @param expiresAt the earliest time at which the task is deleted
 * @param provider the provider of the answer or of the failure; null if there is none
 * @param cached whether the answer came from the {@link AnswerCache}
 * @param result Markdown for a chat, JSON for a question; null unless completed
 * @param partial the stored text of an answer that is not complete; null if there is none
 * @param code why the task failed or was cancelled; in any other state the reason of its last wait, or null
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

    TaskSnapshot withoutPartial() {
        return new TaskSnapshot(
                id,
                owner,
                conversationId,
                kind,
                state,
                stage,
                generation,
                revision,
                attempt,
                retryAt,
                createdAt,
                finishedAt,
                expiresAt,
                provider,
                model,
                cached,
                result,
                null,
                code,
                rating,
                priority);
    }

    /** When the task is tried again, as far as that is known: not while the AI is switched off. */
    public Long knownRetryAt() {
        return stage == Stage.SWITCHED_OFF ? null : retryAt;
    }

    /** Whether this revision is newer than that of {@code other}. */
    boolean supersedes(TaskSnapshot other) {
        return isBefore(other, generation, revision);
    }

    /** Whether {@code known} is older than this generation and revision. */
    static boolean isBefore(TaskSnapshot known, int generation, int revision) {
        return generation > known.generation || (generation == known.generation && revision > known.revision);
    }

    /** Identifies this revision; the HTTP {@code ETag} without its quotes. */
    public String tag() {
        return generation + "." + revision;
    }
}
