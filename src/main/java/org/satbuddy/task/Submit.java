package org.satbuddy.task;

/**
 * A submission of a task, before it is accepted or refused.
 *
 * @param owner the id of the caller who asks
 * @param address the caller's address, which is rate-limited too, because a guest can easily become a new owner; null
 *     if addresses are not counted
 * @param conversationId the conversation to continue; null to begin one
 * @param idempotencyKey as in the HTTP contract; null if none
 */
public record Submit(String owner, String address, Request request, String conversationId, String idempotencyKey) {

    /** The idempotency key, made unique by owner and kind of task; null if there is none. */
    String key() {
        return idempotencyKey == null ? null : owner + ":" + request.kind().wire() + ":" + idempotencyKey;
    }
}
