package org.satbuddy.image;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.satbuddy.database.Database;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Attachments;

/** Attaches images to conversations, loads them for tasks, and deletes them with their conversations. */
@ApplicationScoped
class ImageStore implements Attachments {

    @Inject
    Database database;

    ImageStore() {}

    ImageStore(Database database) {
        this.database = database;
    }

    /** An image that is sent again in another conversation moves to that conversation. */
    @Override
    public boolean attach(EntityManager em, String owner, Collection<String> ids, String conversationId, long before) {
        Set<String> wanted = new HashSet<>(ids);
        if (wanted.isEmpty()) {
            return true;
        }
        List<Object[]> found = em.createQuery(
                        "select i.conversationId, i.createdAt from Image i where i.owner = :owner and i.id in :ids",
                        Object[].class)
                .setParameter("owner", owner)
                .setParameter("ids", wanted)
                .getResultList();
        if (found.size() != wanted.size()
                || !found.stream()
                        .allMatch(it -> Image.isAlive(em, (String) it[0], ((Number) it[1]).longValue(), before))) {
            return false;
        }
        em.createQuery("update Image i set i.conversationId = :conversation where i.owner = :owner and i.id in :ids")
                .setParameter("conversation", conversationId)
                .setParameter("owner", owner)
                .setParameter("ids", wanted)
                .executeUpdate();
        return true;
    }

    @Override
    public void deleteOf(EntityManager em, Collection<String> conversationIds) {
        if (!conversationIds.isEmpty()) {
            em.createQuery("delete from Image i where i.conversationId in :ids")
                    .setParameter("ids", conversationIds)
                    .executeUpdate();
        }
    }

    @Override
    public void deleteAllOf(EntityManager em, String owner) {
        em.createQuery("delete from Image i where i.owner = :owner")
                .setParameter("owner", owner)
                .executeUpdate();
    }

    @Override
    public int deleteUnattached(EntityManager em, long uploadedBefore) {
        return em.createQuery("delete from Image i where i.conversationId is null and i.createdAt < :before")
                .setParameter("before", uploadedBefore)
                .executeUpdate();
    }

    @Override
    public long bytesOf(String owner, List<String> ids) {
        return database.transact(em -> em.createQuery(
                        "select coalesce(sum(i.sizeBytes), 0) from Image i where i.owner = :owner and i.id in :ids",
                        Number.class)
                .setParameter("owner", owner)
                .setParameter("ids", Set.copyOf(ids))
                .getSingleResult()
                .longValue());
    }

    @Override
    public List<Attachment> load(String owner, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Attachment> found = new HashMap<>();
        database.transact(em -> em.createQuery(
                                "select i from Image i where i.owner = :owner and i.id in :ids", Image.class)
                        .setParameter("owner", owner)
                        .setParameter("ids", Set.copyOf(ids))
                        .getResultList())
                .forEach(it -> found.put(it.id(), new Attachment(it.id(), it.mediaType(), it.bytes())));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
