package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/**
 * Switches the AI off, for everybody, a lesson or a person, and on again. Each node reads the switches several times a
 * second and ends the calls of those they cover. What they asked waits.
 */
@ApplicationScoped
public class AiSwitch {

    public static final String EVERYBODY = "all";

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private volatile List<AiOff> off = List.of();

    AiSwitch() {}

    AiSwitch(Database database, DatabaseClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those that are off now. */
    public List<AiOff> list() {
        return database.transact(AiSwitch::all);
    }

    /**
     * Switches the AI off for these owners. Does nothing if it is off for them.
     *
     * @param subject {@link #EVERYBODY}, or how the ids of the owners begin
     * @param alongside what belongs in the same transaction
     */
    public void off(String subject, Consumer<EntityManager> alongside) {
        long now = clock.millis();
        database.transact(em -> {
            if (em.find(AiOff.class, subject) == null) {
                em.persist(new AiOff(subject, now));
            }
            alongside.accept(em);
            return subject;
        });
        read();
    }

    /** Switches it on again. What waited is due at once; what another switch covers goes on waiting. */
    public void on(String subject, Consumer<EntityManager> alongside) {
        long now = clock.millis();
        database.transact(em -> {
            em.createQuery("delete from AiOff o where o.subject = :subject")
                    .setParameter("subject", subject)
                    .executeUpdate();
            TaskStore.wakeThoseWithoutAi(em, now);
            alongside.accept(em);
            return subject;
        });
        read();
    }

    /** Reads what any node has switched. Returns whether the AI is off for anybody. */
    boolean read() {
        off = list();
        return !off.isEmpty();
    }

    /** As this node knows it. */
    boolean isOff(String owner) {
        return isOff(off, owner);
    }

    /** As it is in this transaction. */
    static boolean isOff(EntityManager em, String owner) {
        return isOff(all(em), owner);
    }

    private static boolean isOff(List<AiOff> off, String owner) {
        return off.stream().anyMatch(it -> it.covers(owner));
    }

    private static List<AiOff> all(EntityManager em) {
        return em.createQuery("select o from AiOff o order by o.subject", AiOff.class)
                .getResultList();
    }
}
