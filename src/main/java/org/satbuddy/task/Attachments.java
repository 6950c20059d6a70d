package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;

/**
 * The images that tasks refer to, kept by another station. All calls but {@link #load} run inside the caller's
 * transaction on the entity manager given.
 */
public interface Attachments {

    /**
     * Ties uploads to a conversation, so that they live as long as it does.
     *
     * @return false, with nothing changed, if any of the ids is not an upload of this owner
     */
    boolean attach(EntityManager em, String owner, Collection<String> ids, String conversationId);

    /** Deletes the images tied to these conversations. */
    void deleteOf(EntityManager em, Collection<String> conversationIds);

    /** Deletes all images of an owner. */
    void deleteAllOf(EntityManager em, String owner);

    /** Deletes images that were uploaded before {@code uploadedBefore} (epoch ms) and tied to no conversation. */
    int deleteUnattached(EntityManager em, long uploadedBefore);

    /** The images with these ids, in the order given; those that are gone are left out. In a transaction of its own. */
    List<Attachment> load(String owner, List<String> ids);
}
