package org.satbuddy.task;

/**
 * A wish to have a task accepted.
 *
 * @param owner who asks
 * @param address where from; counted against the same limits as the owner, since guests are made freely. Null if not counted
 * @param conversationId the conversation it belongs to; null to begin one
 * @param idempotencyKey as in the HTTP contract; null if none
 */
public record Submit(String owner, String address, Request request, String conversationId, String idempotencyKey) {

    /** The idempotency key made unique per owner and operation; null if there is none. */
    String key() {
        return idempotencyKey == null ? null : owner + ":" + request.kind().wire() + ":" + idempotencyKey;
    }
}
