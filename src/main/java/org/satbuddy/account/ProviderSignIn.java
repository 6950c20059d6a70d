package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/**
 * Mode {@code oidc}: lets people in whom the identity provider has signed in, and makes an account for whoever comes for
 * the first time. An account is found by issuer and subject only. A name or an e-mail address can pass to somebody else.
 */
@ApplicationScoped
public class ProviderSignIn {

    private static final int SUFFIX = 6;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Sessions sessions;

    @Inject
    Changes changes;

    @Inject
    Audit audit;

    ProviderSignIn() {}

    public ProviderSignIn(Database database, DatabaseClock clock, Sessions sessions, Changes changes, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * Somebody who has signed in just now.
     *
     * @param token of the session
     */
    public record Entry(Account account, String token) {}

    /** @throws EntryRefused if the account is switched off */
    public Entry enter(ProvenIdentity identity, String address) {
        Optional<Entry> entry;
        try {
            entry = tryToEnter(identity, address);
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // The account, or one with the same name, may have been made at the same moment.
            entry = tryToEnter(identity, address);
        }
        changes.noticed();
        return entry.orElseThrow(() -> new EntryRefused(Reason.ACCOUNT_DISABLED));
    }

    /** Empty if the account is switched off, which is recorded. */
    private Optional<Entry> tryToEnter(ProvenIdentity identity, String address) {
        long now = clock.millis();
        return database.transact(em -> {
            Optional<Account> known = find(em, identity);
            Account account = known.orElseGet(() -> make(em, identity, now));
            if (account.isDisabled()) {
                audit.add(em, now, Actor.unknown(address), Action.SIGN_IN_FAILED, account.id(), "switched off");
                return Optional.empty();
            }
            String token = sessions.open(em, account, identity, now);
            var by = new Actor(account.id(), address);
            if (known.isEmpty()) {
                audit.add(em, now, by, Action.ACCOUNT_MADE, account.id(), Accounts.described(account));
            } else {
                follow(em, account, identity, by, now);
            }
            audit.add(em, now, by, Action.SIGNED_IN, account.id(), identity.issuer());
            return Optional.of(new Entry(account, token));
        });
    }

    private static Optional<Account> find(EntityManager em, ProvenIdentity identity) {
        // Locked, because all columns are written, and an administrator may change them at the same moment.
        return em.createQuery("select a from Account a where a.providerKey = :key", Account.class)
                .setParameter("key", identity.key())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private static Account make(EntityManager em, ProvenIdentity identity, long now) {
        String name = freeName(em, identity);
        String displayName = displayName(identity).orElse(name);
        Role role = identity.role() == null ? Role.STUDENT : identity.role();
        var account = new Account(RandomText.id(), new NewAccount(name, displayName, role), identity, now);
        em.persist(account);
        return account;
    }

    private static String freeName(EntityManager em, ProvenIdentity identity) {
        String suffix = "-" + identity.key().substring(0, SUFFIX);
        List<String> usable = identity.names().stream()
                .flatMap(it -> NewAccount.signInName(it).stream())
                .toList();
        Stream<String> suffixed = Stream.concat(usable.stream(), Stream.of("person"))
                .map(it -> it.length() + SUFFIX < NewAccount.MOST_NAME ? it + suffix : "person" + suffix);
        return Stream.concat(usable.stream(), suffixed)
                .filter(it -> Accounts.find(em, it).isEmpty())
                .findFirst()
                .orElseGet(RandomText::id);
    }

    private static Optional<String> displayName(ProvenIdentity identity) {
        return Optional.ofNullable(identity.displayName()).flatMap(NewAccount::displayName);
    }

    /** The provider knows best what somebody is called, and who is a teacher. */
    private void follow(EntityManager em, Account account, ProvenIdentity identity, Actor by, long now) {
        var done = new ArrayList<String>();
        displayName(identity).filter(it -> !it.equals(account.displayName())).ifPresent(it -> {
            account.call(it);
            done.add("display name");
        });
        if (identity.role() != null && identity.role() != account.role()) {
            account.give(identity.role());
            done.add("role: " + identity.role().word());
        }
        if (!done.isEmpty()) {
            Changes.count(em);
            audit.add(em, now, by, Action.ACCOUNT_CHANGED, account.id(), String.join(", ", done));
        }
    }

    /** Somebody could not come in. */
    public void refused(String address, String why) {
        audit.add(Actor.unknown(address), Action.SIGN_IN_FAILED, "", why);
    }

    /**
     * Somebody has signed out at the provider.
     *
     * @param subject null if {@code session} is not
     * @param session at the provider; null if all sessions of the person end
     * @param at what began later stays
     */
    public record SignedOut(String issuer, String subject, String session, Instant at) {}

    /** Ends the sessions here that were begun by what has ended at the provider. */
    public void leave(SignedOut left, String address) {
        String session = left.session();
        String condition = session == null ? "a.providerKey = :key" : "s.providerSession = :key";
        String key = session == null
                ? ProvenIdentity.key(left.issuer(), left.subject())
                : ProvenIdentity.sessionKey(left.issuer(), session);
        List<AccountSession> ended = database.transact(em -> em.createQuery(
                        "select s from AccountSession s, Account a where a.id = s.accountId and s.createdAt <= :at and "
                                + condition,
                        AccountSession.class)
                .setParameter("at", left.at().toEpochMilli())
                .setParameter("key", key)
                .getResultList());
        for (AccountSession it : ended) {
            sessions.end(it.accountId(), it.id(), Action.SIGNED_OUT, new Actor(it.accountId(), address));
        }
    }
}
