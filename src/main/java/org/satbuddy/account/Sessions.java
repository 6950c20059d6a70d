package org.satbuddy.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/**
 * The sessions of people who have signed in. They are in the database, so that every node knows them. A session ends when
 * it was not used for a while, when it is old, at the sign-out, or when somebody ends it.
 */
@ApplicationScoped
public class Sessions {

    private static final int MOST_LISTED = 100;
    private static final String PURPOSE = "session";

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Audit audit;

    @Inject
    Changes changes;

    private Function<String, Optional<SignedIn>> byHash;

    Sessions() {}

    public Sessions(Settings settings, Database database, DatabaseClock clock, Changes changes, Audit audit) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.changes = changes;
        this.audit = audit;
        begin();
    }

    @PostConstruct
    void begin() {
        byHash = changes.remember(this::read);
    }

    /** A person who has signed in. */
    public record SignedIn(AccountSession session, Account account) {}

    /** Who has signed in with this token; empty if nobody has, or the session is over. */
    public Optional<SignedIn> find(String token) {
        long now = clock.millis();
        return byHash.apply(RandomText.hash(PURPOSE, token))
                .filter(it -> !it.account().isDisabled())
                .filter(it -> it.session().createdAt().toEpochMilli() > oldest(now));
    }

    private Optional<SignedIn> read(String hash) {
        long now = clock.millis();
        return database.transact(em -> {
            Optional<SignedIn> found = em.createQuery(
                            "select s, a from AccountSession s, Account a where s.tokenHash = :hash"
                                    + " and a.id = s.accountId and s.usedAt > :idle and s.createdAt > :old",
                            Object[].class)
                    .setParameter("hash", hash)
                    .setParameter("idle", longestIdle(now))
                    .setParameter("old", oldest(now))
                    .getResultStream()
                    .map(row -> new SignedIn((AccountSession) row[0], (Account) row[1]))
                    .findFirst();
            found.filter(it -> it.session().usedAt().toEpochMilli() + Changes.READ_AGAIN.toMillis() / 2 < now)
                    .ifPresent(it -> em.createQuery("update AccountSession s set s.usedAt = :now where s.id = :id")
                            .setParameter("now", now)
                            .setParameter("id", it.session().id())
                            .executeUpdate());
            return found;
        });
    }

    /**
     * Begins a session. Returns its token, which is not kept.
     *
     * @param identity null if the person came in by a password
     */
    String open(EntityManager em, Account account, ProvenIdentity identity, long now) {
        em.createQuery("delete from AccountSession s where s.usedAt <= :idle or s.createdAt <= :old")
                .setParameter("idle", longestIdle(now))
                .setParameter("old", oldest(now))
                .executeUpdate();
        String token = RandomText.secret();
        em.persist(new AccountSession(RandomText.id(), account.id(), RandomText.hash(PURPOSE, token), identity, now));
        return token;
    }

    /** Those of a person that are not over, the last used first. */
    public List<AccountSession> list(String account) {
        long now = clock.millis();
        return database.transact(em -> em.createQuery(
                        "select s from AccountSession s where s.accountId = :account"
                                + " and s.usedAt > :idle and s.createdAt > :old order by s.usedAt desc, s.id",
                        AccountSession.class)
                .setParameter("account", account)
                .setParameter("idle", longestIdle(now))
                .setParameter("old", oldest(now))
                .setMaxResults(MOST_LISTED)
                .getResultList());
    }

    /** The person signs out. */
    public void leave(SignedIn signedIn, Actor by) {
        end(signedIn.account().id(), signedIn.session().id(), Action.SIGNED_OUT, by);
    }

    /** Ends a session from elsewhere. Returns whether the person had it. */
    public boolean end(String account, String id, Actor by) {
        return end(account, id, Action.SESSION_ENDED, by);
    }

    boolean end(String account, String id, Action action, Actor by) {
        long now = clock.millis();
        boolean ended = database.transact(em -> {
            boolean there = em.createQuery("delete from AccountSession s where s.id = :id and s.accountId = :account")
                            .setParameter("id", id)
                            .setParameter("account", account)
                            .executeUpdate()
                    > 0;
            if (there) {
                Changes.count(em);
                audit.add(em, now, by, action, account, "");
            }
            return there;
        });
        changes.noticed();
        return ended;
    }

    static void endAll(EntityManager em, String account) {
        em.createQuery("delete from AccountSession s where s.accountId = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    private long longestIdle(long now) {
        return now - settings.sessions().idle().toMillis();
    }

    private long oldest(long now) {
        return now - settings.sessions().age().toMillis();
    }
}
