package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/** Makes, lists and changes accounts. Every change is in effect on every node within a second. */
@ApplicationScoped
public class Accounts {

    private static final int PAGE = 200;

    /** Five groups of four, of five bits each. */
    private static final int PASSWORD_LENGTH = 20;

    /** All but the last. */
    private static final Pattern GROUPS = Pattern.compile(".{4}(?=.)");

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Audit audit;

    Accounts() {}

    public Accounts(Database database, DatabaseClock clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * An account, and the password that its owner must change at the first sign-in.
     *
     * @param password shown once, and not kept
     */
    public record MadeAccount(Account account, String password) {}

    /**
     * What is to be changed of an account. Null leaves it as it is.
     *
     * @param disabled whether the person can sign in no more
     */
    public record Change(String displayName, Role role, Boolean disabled) {}

    /** @throws EntryRefused if the name is taken */
    public MadeAccount make(NewAccount wanted, Actor by) {
        long now = clock.millis();
        MadeAccount prepared = prepare(wanted, now);
        try {
            return database.transact(em -> {
                requireFree(em, wanted.name());
                em.persist(prepared.account());
                audit.add(em, now, by, Action.ACCOUNT_MADE, prepared.account().id(), described(prepared.account()));
                return prepared;
            });
        } catch (EntryRefused | DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // Somebody else may have made it at the same moment.
            database.transact(em -> requireFree(em, wanted.name()));
            throw e;
        }
    }

    private static boolean requireFree(EntityManager em, String name) {
        if (find(em, name).isPresent()) {
            throw new EntryRefused(Reason.NAME_TAKEN);
        }
        return true;
    }

    /** For the record. */
    static String described(Account account) {
        return account.name() + ", " + account.role().word();
    }

    /** An account with a random password, which is not stored yet. */
    static MadeAccount prepare(NewAccount wanted, long now) {
        String password = randomPassword();
        return new MadeAccount(new Account(RandomText.id(), wanted, PasswordHash.ofRandom(password), now), password);
    }

    /**
     * Those whose name or display name has this text, by name, after the one with this name; at most 200.
     *
     * @param text empty for all
     * @param after empty to begin
     */
    public List<Account> list(String text, String after) {
        return database.transact(em -> em.createQuery(
                        "select a from Account a where a.name > :after"
                                + " and (locate(:text, a.name) > 0 or locate(:text, lower(a.displayName)) > 0)"
                                + " order by a.name",
                        Account.class)
                .setParameter("after", after)
                .setParameter("text", text.toLowerCase(Locale.ROOT))
                .setMaxResults(PAGE)
                .getResultList());
    }

    public Optional<Account> find(String id) {
        return database.transact(em -> Optional.ofNullable(em.find(Account.class, id)));
    }

    /** Returns the account after the change; empty if there is none with this id. */
    public Optional<Account> change(String id, Change change, Actor by) {
        var done = new ArrayList<String>();
        return change(id, by, Action.ACCOUNT_CHANGED, done, account -> {
            if (change.displayName() != null) {
                account.call(change.displayName());
                done.add("display name");
            }
            if (change.role() != null) {
                account.give(change.role());
                done.add("role: " + change.role().word());
            }
            if (change.disabled() != null) {
                account.disable(change.disabled());
                done.add(change.disabled() ? "switched off" : "switched on");
            }
        });
    }

    /**
     * Gives a new random password and ends the person's sessions. Returns both; empty if there is no such account.
     *
     * @throws EntryRefused if the person signs in elsewhere
     */
    public Optional<MadeAccount> resetPassword(String id, Actor by) {
        String password = randomPassword();
        Optional<Account> changed = change(id, by, Action.PASSWORD_RESET, List.of(), account -> {
            if (account.mode() != AuthMode.LOCAL) {
                throw new EntryRefused(Reason.NO_PASSWORD);
            }
            account.give(PasswordHash.ofRandom(password), true);
        });
        return changed.map(account -> new MadeAccount(account, password));
    }

    /** Removes an account with its sessions and tokens. Returns whether there was one. */
    public boolean remove(String id, Actor by) {
        long now = clock.millis();
        return database.transact(em -> {
            Account account = em.find(Account.class, id);
            if (account == null) {
                return false;
            }
            Sessions.endAll(em, id);
            em.createQuery("delete from AccessToken t where t.accountId = :account")
                    .setParameter("account", id)
                    .executeUpdate();
            em.remove(account);
            Changes.count(em);
            audit.add(em, now, by, Action.ACCOUNT_REMOVED, id, "");
            return true;
        });
    }

    private Optional<Account> change(String id, Actor by, Action action, List<String> done, Consumer<Account> change) {
        long now = clock.millis();
        return database.transact(em -> {
            // Locked, because all columns are written, and two changes at once must both count.
            Account account = em.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (account != null) {
                change.accept(account);
                if (action == Action.PASSWORD_RESET || account.isDisabled()) {
                    Sessions.endAll(em, id);
                }
                Changes.count(em);
                audit.add(em, now, by, action, id, String.join(", ", done));
            }
            return Optional.ofNullable(account);
        });
    }

    static Optional<Account> find(EntityManager em, String name) {
        return em.createQuery("select a from Account a where a.name = :name", Account.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private static String randomPassword() {
        return GROUPS.matcher(RandomText.readable(PASSWORD_LENGTH)).replaceAll("$0-");
    }
}
