package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;

/**
 * The images that tasks refer to; another station stores them. All methods except {@link #load} and {@link #bytesOf} run in the caller's
 * transaction on the given entity manager.
 */
public interface Attachments {

    /**
     * Ties uploads to a conversation, so that they are kept as long as the conversation.
     *
     * @param before uploads and activity until this time have expired, epoch ms
     * @return false, with nothing changed, if any of the ids is not an upload of this owner, or has expired
     */
    boolean attach(EntityManager em, String owner, Collection<String> ids, String conversationId, long before);

    /** Deletes the images tied to these conversations. */
    void deleteOf(EntityManager em, Collection<String> conversationIds);

    /** Deletes all images of an owner. */
    void deleteAllOf(EntityManager em, String owner);

    /** Deletes images uploaded before {@code uploadedBefore} (epoch ms) that are tied to no conversation. */
    int deleteUnattached(EntityManager em, long uploadedBefore);

    /** Returns the bytes of the images with these ids together. Runs in its own transaction. */
    long bytesOf(String owner, List<String> ids);

    /** Returns the images with these ids, in the given order, without deleted ones. Runs in its own transaction. */
    List<Attachment> load(String owner, List<String> ids);
}
