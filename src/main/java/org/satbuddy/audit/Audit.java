package org.satbuddy.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/** Adds events to the record, and reads and verifies it. */
@ApplicationScoped
public class Audit {

    private static final int PAGE = 1000;

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private final AtomicLong lastRemoval = new AtomicLong();

    Audit() {}

    public Audit(Settings settings, Database database, DatabaseClock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds an event in the transaction of the change that it records. Events are added one after the other, on all
     * nodes, so call this at the end of a transaction.
     *
     * @param now of the database's clock, read before the transaction
     * @param subject the id of what was changed; empty if there is none
     * @param detail never what a student or an AI wrote, nor a secret
     */
    public void add(EntityManager em, long now, Actor by, Action action, String subject, String detail) {
        AuditHead head = em.find(AuditHead.class, AuditHead.ID, LockModeType.PESSIMISTIC_WRITE);
        var event = new AuditEvent(head, now, by, action, subject, detail);
        em.persist(event);
        head.moveTo(event);
        long last = lastRemoval.get();
        if (now - last >= DAY && lastRemoval.compareAndSet(last, now)) {
            em.flush();
            removeOld(em, head, now - settings.auditRetention().toMillis());
        }
    }

    /** The chain then begins with the hash of the last event that was removed. */
    private static void removeOld(EntityManager em, AuditHead head, long before) {
        em.createQuery(
                        "select e from AuditEvent e where e.happenedAt < :before and e.seq < :head order by e.seq desc",
                        AuditEvent.class)
                .setParameter("before", before)
                .setParameter("head", head.seq())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .ifPresent(last -> {
                    em.createQuery("delete from AuditEvent e where e.seq <= :last")
                            .setParameter("last", last.seq())
                            .executeUpdate();
                    head.removed(last);
                });
    }

    /** Adds an event that belongs to no change. */
    public void add(Actor by, Action action, String subject, String detail) {
        long now = clock.millis();
        database.transact(em -> {
            add(em, now, by, action, subject, detail);
            return subject;
        });
    }

    /** At most a thousand events that follow the one with this number, oldest first. */
    public List<AuditEvent> after(long seq) {
        return database.transact(
                em -> em.createQuery("select e from AuditEvent e where e.seq > :seq order by e.seq", AuditEvent.class)
                        .setParameter("seq", seq)
                        .setMaxResults(PAGE)
                        .getResultList());
    }

    /**
     * The result of a verification.
     *
     * @param events how many are there
     * @param firstWrong the number of the first event that was changed, or whose predecessor was; 0 if there is none
     */
    public record Verdict(long events, long firstWrong) {

        public boolean isIntact() {
            return firstWrong == 0;
        }
    }

    /** Computes every hash again. What follows the last event that the head names counts as wrong, too. */
    public Verdict verify() {
        AuditHead head = database.transact(em -> em.find(AuditHead.class, AuditHead.ID));
        long events = 0;
        long seq = head.removedSeq();
        String hash = head.removedHash();
        for (List<AuditEvent> page = after(0); !page.isEmpty(); page = after(seq)) {
            for (AuditEvent event : page) {
                if (event.seq() > head.seq()) {
                    // Added since the head was read, or by hand: the next verification tells.
                    return new Verdict(events, isEnd(head, seq, hash) ? 0 : seq + 1);
                }
                if (event.seq() != seq + 1 || !event.previousHash().equals(hash) || !event.isUnchanged()) {
                    return new Verdict(events, seq + 1);
                }
                events++;
                seq = event.seq();
                hash = event.hash();
            }
        }
        return new Verdict(events, isEnd(head, seq, hash) ? 0 : seq + 1);
    }

    private static boolean isEnd(AuditHead head, long seq, String hash) {
        return head.seq() == seq && head.hash().equals(hash);
    }
}
