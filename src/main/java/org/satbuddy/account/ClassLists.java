package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.satbuddy.account.Accounts.MadeAccount;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/** Brings the accounts up to a class list. Shows first what it would do, and removes nobody. */
@ApplicationScoped
public class ClassLists {

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Audit audit;

    ClassLists() {}

    public ClassLists(Database database, DatabaseClock clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * The difference between a list and the accounts.
     *
     * @param toMake in the list, without an account
     * @param toChange in the list, with another display name or role
     * @param same how many are as in the list
     * @param absent names of students and teachers who are not in the list. They stay.
     */
    public record Difference(List<NewAccount> toMake, List<NewAccount> toChange, int same, List<String> absent) {}

    /** Changes nothing. */
    public Difference compare(ClassList list) {
        return database.transact(em -> compare(em, list));
    }

    /** Makes and changes accounts, all or none. Returns those that were made, with their first passwords. */
    public List<MadeAccount> apply(ClassList list, Actor by) {
        long now = clock.millis();
        // Hashing takes a while, and holds no row.
        Map<String, MadeAccount> made = new HashMap<>();
        compare(list).toMake().forEach(wanted -> made.put(wanted.name(), Accounts.prepare(wanted, now)));
        try {
            return apply(list, by, now, made);
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // Somebody else may have made one of them at the same moment.
            return apply(list, by, now, made);
        }
    }

    private List<MadeAccount> apply(ClassList list, Actor by, long now, Map<String, MadeAccount> made) {
        return database.transact(em -> {
            Difference difference = compare(em, list);
            var added = new ArrayList<MadeAccount>();
            for (NewAccount wanted : difference.toMake()) {
                MadeAccount one = made.computeIfAbsent(wanted.name(), name -> Accounts.prepare(wanted, now));
                em.persist(one.account());
                added.add(one);
                audit.add(em, now, by, Action.ACCOUNT_MADE, one.account().id(), Accounts.described(one.account()));
            }
            for (NewAccount wanted : difference.toChange()) {
                Account account = Accounts.find(em, wanted.name()).orElseThrow();
                em.refresh(account, LockModeType.PESSIMISTIC_WRITE);
                String before = account.role().word();
                account.call(wanted.displayName());
                account.give(wanted.role());
                String change =
                        "by a list, role: " + before + " to " + wanted.role().word();
                audit.add(em, now, by, Action.ACCOUNT_CHANGED, account.id(), change);
            }
            Changes.count(em);
            String counts = "made " + added.size() + ", changed "
                    + difference.toChange().size();
            audit.add(em, now, by, Action.LIST_APPLIED, "", counts);
            return added;
        });
    }

    private static Difference compare(EntityManager em, ClassList list) {
        var toMake = new ArrayList<NewAccount>();
        var toChange = new ArrayList<NewAccount>();
        var absent = new ArrayList<String>();
        var known = new HashMap<String, Account>();
        for (Account account : em.createQuery("select a from Account a order by a.name", Account.class)
                .getResultList()) {
            known.put(account.name(), account);
            boolean listed = list.people().containsKey(account.name());
            boolean listable = account.role() == Role.STUDENT || account.role() == Role.TEACHER;
            if (!listed && listable && !account.isDisabled()) {
                absent.add(account.name());
            }
        }
        int same = 0;
        for (NewAccount wanted : list.people().values()) {
            Account account = known.get(wanted.name());
            if (account == null) {
                toMake.add(withRole(wanted, Role.STUDENT));
            } else if (isAs(wanted, account)) {
                same++;
            } else {
                toChange.add(withRole(wanted, account.role()));
            }
        }
        return new Difference(toMake, toChange, same, absent);
    }

    /** Who has more to say than a list can give keeps it. */
    private static boolean isAs(NewAccount wanted, Account account) {
        boolean more = account.role() == Role.ADMIN || account.role() == Role.SECURITY;
        boolean sameRole = wanted.role() == null || account.role() == wanted.role();
        return more || (account.displayName().equals(wanted.displayName()) && sameRole);
    }

    private static NewAccount withRole(NewAccount wanted, Role unlessSaid) {
        return wanted.role() == null ? new NewAccount(wanted.name(), wanted.displayName(), unlessSaid) : wanted;
    }
}
