package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.Erasure;
import org.satbuddy.database.GroupCommit;

/**
 * Lists, renames and deletes the conversations of an owner, and deletes expired conversations with all their contents.
 */
@ApplicationScoped
public class Conversations {

    private static final int LISTED = 200;

    /** Tasks that are read at once for the history. Few, because each may have hundreds of thousands of characters. */
    private static final int PAGE = 5;

    /** The characters after which the history ends. */
    private static final int LONGEST_HISTORY = 300_000;

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    GroupCommit groupCommit;

    @Inject
    DatabaseClock clock;

    @Inject
    Attachments attachments;

    @Inject
    SnapshotCache snapshots;

    @Inject
    Worker worker;

    @Inject
    Erasure erasure;

    /** The owner's conversations, latest activity first. */
    public List<ConversationSummary> list(String owner) {
        long ttl = ttl();
        return database.transact(em -> {
            Map<String, Integer> active = TaskStore.countUnfinishedByConversation(em, owner);
            return em.createQuery(
                            "select c from Conversation c where c.owner = :owner and c.lastActivity > :alive"
                                    + " order by c.lastActivity desc",
                            Conversation.class)
                    .setParameter("owner", owner)
                    .setParameter("alive", clock.millis() - ttl)
                    .setMaxResults(LISTED)
                    .getResultStream()
                    .map(it -> new ConversationSummary(
                            it.id(),
                            it.title(),
                            it.createdAt(),
                            it.lastActivity(),
                            it.lastActivity() + ttl,
                            active.getOrDefault(it.id(), 0)))
                    .toList();
        });
    }

    /**
     * Returns the student's requests and the tutor's answers, oldest first. An unanswered request is a single entry.
     *
     * @param conversationId null for the messages of all conversations, without the practice questions
     * @param limit the maximum number of entries, the newest ones; fewer are returned if the texts are very long
     * @throws Refused.Unknown if this owner has no such conversation, or it has expired
     */
    public List<HistoryEntry> history(String owner, String conversationId, int limit) {
        long ttl = ttl();
        long now = clock.millis();
        return database.transact(em -> {
            if (conversationId != null
                    && !(exists(em, owner, conversationId) && isAlive(em, conversationId, now - ttl))) {
                throw new Refused.Unknown("conversation_id");
            }
            var entries = new ArrayList<HistoryEntry>();
            int characters = 0;
            int read = 0;
            List<Object[]> page;
            do {
                page = TaskStore.newestOf(em, owner, conversationId, read, PAGE);
                for (Object[] row : page) {
                    Task task = (Task) row[0];
                    TaskSnapshot seen = task.snapshot(null, ((Number) row[1]).longValue(), ttl);
                    if (seen.expiresAt() <= now) {
                        continue;
                    }
                    Request request = task.request();
                    if (task.state() == State.COMPLETED) {
                        entries.add(new HistoryEntry(Turn.Role.ASSISTANT, seen, request));
                    }
                    entries.add(new HistoryEntry(Turn.Role.USER, seen, request));
                    characters += task.length();
                }
                read += page.size();
                // The texts of the page are in the entries now, and the entities are not needed any more.
                em.clear();
            } while (page.size() == PAGE && entries.size() < limit && characters < LONGEST_HISTORY);
            List<HistoryEntry> newest = entries.subList(0, Math.min(limit, entries.size()));
            Collections.reverse(newest);
            return List.copyOf(newest);
        });
    }

    /**
     * Whether a conversation exists and will not be deleted before its next activity. Expired conversations are deleted
     * only periodically, so whoever shows their contents asks this first.
     *
     * @param before activity until this time does not count, epoch ms
     */
    public static boolean isAlive(EntityManager em, String id, long before) {
        return TaskStore.isAlive(em, id, before);
    }

    /** Returns false if this owner has no such conversation. */
    public boolean rename(String owner, String id, String title) {
        return groupCommit.write(
                em -> em.createQuery("update Conversation c set c.title = :title where c.id = :id and c.owner = :owner")
                                .setParameter("title", title)
                                .setParameter("id", id)
                                .setParameter("owner", owner)
                                .executeUpdate()
                        == 1,
                Lease.LENGTH);
    }

    /**
     * Deletes a conversation with its tasks, results and images. Returns false if this owner has no such conversation.
     */
    public boolean delete(String owner, String id) {
        List<String> gone = groupCommit.write(
                em -> exists(em, owner, id) ? delete(em, List.of(id), Long.MAX_VALUE) : null, Lease.LENGTH);
        if (gone == null) {
            return false;
        }
        drop(gone);
        return true;
    }

    /** Deletes all conversations, tasks, results and images of an owner. The owner's rate allowance stays. */
    public void forget(String owner) {
        drop(groupCommit.write(
                em -> {
                    List<String> conversations = em.createQuery(
                                    "select c.id from Conversation c where c.owner = :owner", String.class)
                            .setParameter("owner", owner)
                            .getResultList();
                    List<String> gone = delete(em, conversations, Long.MAX_VALUE);
                    attachments.deleteAllOf(em, owner);
                    return gone;
                },
                Lease.LENGTH));
        erasure.want();
    }

    /** Deletes conversations, allowances and unattached images that are past their lifetime. Called periodically. */
    public void expire() {
        long before = clock.millis() - ttl();
        List<String> gone;
        do {
            gone = groupCommit.write(
                    em -> delete(em, TaskStore.conversationsAtRest(em, before, TaskStore.BATCH), before), Lease.LENGTH);
            drop(gone);
        } while (gone.size() >= TaskStore.BATCH);
        int images = groupCommit.write(
                em -> {
                    em.createQuery("delete from Allowance a where a.tat < :before")
                            .setParameter("before", before)
                            .executeUpdate();
                    return attachments.deleteUnattached(em, before);
                },
                Lease.LENGTH);
        if (images > 0) {
            erasure.want();
        }
    }

    /**
     * Deletes conversations with all their contents. Returns the ids of the deleted tasks.
     *
     * <p>Parents are deleted before children: a conversation before its tasks, a task before its text. Other
     * transactions lock the parent's row before they add a child. A transaction that comes later finds the parent
     * deleted and adds nothing.
     *
     * @param until epoch ms; conversations with a later last activity are kept
     */
    private List<String> delete(EntityManager em, List<String> conversations, long until) {
        var tasks = new ArrayList<String>();
        for (int from = 0; from < conversations.size(); from += TaskStore.BATCH) {
            List<String> batch = conversations.subList(from, Math.min(conversations.size(), from + TaskStore.BATCH));
            List<String> gone = deleteRows(em, batch, until);
            if (!gone.isEmpty()) {
                attachments.deleteOf(em, gone);
                tasks.addAll(deleteTasks(em, gone));
            }
        }
        return tasks;
    }

    /** Returns the conversations that no longer exist, including those that another transaction deleted. */
    private static List<String> deleteRows(EntityManager em, List<String> conversations, long until) {
        int deleted = em.createQuery("delete from Conversation c where c.id in :ids and c.lastActivity <= :until")
                .setParameter("ids", conversations)
                .setParameter("until", until)
                .executeUpdate();
        if (deleted == conversations.size()) {
            return conversations;
        }
        var gone = new ArrayList<>(conversations);
        gone.removeAll(em.createQuery("select c.id from Conversation c where c.id in :ids", String.class)
                .setParameter("ids", conversations)
                .getResultList());
        return gone;
    }

    private static List<String> deleteTasks(EntityManager em, List<String> conversations) {
        List<String> tasks = TaskStore.deleteOf(em, conversations);
        for (int from = 0; from < tasks.size(); from += TaskStore.BATCH) {
            TextStore.deleteOf(em, tasks.subList(from, Math.min(tasks.size(), from + TaskStore.BATCH)));
        }
        return tasks;
    }

    private void drop(List<String> tasks) {
        snapshots.forget(tasks);
        tasks.forEach(worker::stop);
        if (!tasks.isEmpty()) {
            erasure.want();
        }
    }

    private static boolean exists(EntityManager em, String owner, String id) {
        return !em.createQuery("select c.id from Conversation c where c.id = :id and c.owner = :owner", String.class)
                .setParameter("id", id)
                .setParameter("owner", owner)
                .getResultList()
                .isEmpty();
    }

    private long ttl() {
        return settings.tasks().ttl().toMillis();
    }
}
