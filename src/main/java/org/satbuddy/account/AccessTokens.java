package org.satbuddy.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.satbuddy.account.AccessToken.NewToken;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/** The access tokens with which programs act for people. */
@ApplicationScoped
public class AccessTokens {

    private static final String PURPOSE = "access token";
    private static final int MOST = 20;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Changes changes;

    @Inject
    Audit audit;

    private Function<String, Optional<Granted>> byHash;

    AccessTokens() {}

    public AccessTokens(Database database, DatabaseClock clock, Changes changes, Audit audit) {
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

    /** A token, and for whom it acts. */
    public record Granted(AccessToken token, Account account) {}

    /** @param secret shown once, and not kept */
    public record MadeToken(AccessToken token, String secret) {}

    /** @throws EntryRefused if the person has many already */
    public MadeToken make(String account, NewToken wanted, Actor by) {
        long now = clock.millis();
        String secret = RandomText.secret();
        var token = new AccessToken(account, RandomText.hash(PURPOSE, secret), wanted, now);
        database.transact(em -> {
            em.createQuery("delete from AccessToken t where t.accountId = :account and t.expiresAt <= :now")
                    .setParameter("account", account)
                    .setParameter("now", now)
                    .executeUpdate();
            long there = em.createQuery("select count(t) from AccessToken t where t.accountId = :account", Long.class)
                    .setParameter("account", account)
                    .getSingleResult();
            if (there >= MOST) {
                throw new EntryRefused(Reason.TOO_MANY_TOKENS);
            }
            em.persist(token);
            audit.add(em, now, by, Action.TOKEN_MADE, account, token.id());
            return token;
        });
        return new MadeToken(token, secret);
    }

    /** Those of a person, the newest first. */
    public List<AccessToken> list(String account) {
        return database.transact(em -> em.createQuery(
                        "select t from AccessToken t where t.accountId = :account order by t.createdAt desc, t.id",
                        AccessToken.class)
                .setParameter("account", account)
                .getResultList());
    }

    /** Ends a token now. Returns whether the person had it. */
    public boolean revoke(String account, String id, Actor by) {
        long now = clock.millis();
        boolean revoked = database.transact(em -> {
            boolean there = em.createQuery("delete from AccessToken t where t.id = :id and t.accountId = :account")
                            .setParameter("id", id)
                            .setParameter("account", account)
                            .executeUpdate()
                    > 0;
            if (there) {
                Changes.count(em);
                audit.add(em, now, by, Action.TOKEN_REVOKED, account, id);
            }
            return there;
        });
        changes.noticed();
        return revoked;
    }

    /** For whom a program acts; empty if the token is unknown, revoked or expired, or its owner is switched off. */
    public Optional<Granted> find(String secret) {
        long now = clock.millis();
        return byHash.apply(RandomText.hash(PURPOSE, secret))
                .filter(it -> !it.account().isDisabled())
                .filter(it -> it.token().expiresAt().toEpochMilli() > now);
    }

    private Optional<Granted> read(String hash) {
        long now = clock.millis();
        return database.transact(em -> {
            Optional<Granted> found = em.createQuery(
                            "select t, a from AccessToken t, Account a where t.tokenHash = :hash and a.id = t.accountId",
                            Object[].class)
                    .setParameter("hash", hash)
                    .getResultStream()
                    .map(row -> new Granted((AccessToken) row[0], (Account) row[1]))
                    .findFirst();
            found.ifPresent(it -> em.createQuery("update AccessToken t set t.usedAt = :now where t.id = :id")
                    .setParameter("now", now)
                    .setParameter("id", it.token().id())
                    .executeUpdate());
            return found;
        });
    }
}
