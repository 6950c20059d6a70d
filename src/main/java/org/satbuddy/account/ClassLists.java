package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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
        return database.transact(em -> {
            Difference difference = compare(em, list);
            var added = new ArrayList<MadeAccount>();
            for (NewAccount wanted : difference.toMake()) {
                MadeAccount account = made.computeIfAbsent(wanted.name(), name -> Accounts.prepare(wanted, now));
                em.persist(account.account());
                added.add(account);
            }
            for (NewAccount wanted : difference.toChange()) {
                Account account = Accounts.find(em, wanted.name()).orElseThrow();
                account.call(wanted.displayName());
                account.give(wanted.role());
            }
            Changes.count(em);
            audit.add(
                    em,
                    now,
                    by,
                    Action.LIST_APPLIED,
                    "",
                    "made " + added.size() + ", changed "
                            + difference.toChange().size());
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
                toMake.add(wanted);
            } else if (isAs(wanted, account)) {
                same++;
            } else {
                toChange.add(wanted);
            }
        }
        return new Difference(toMake, toChange, same, absent);
    }

    /** Who has more to say than a list can give keeps it. */
    private static boolean isAs(NewAccount wanted, Account account) {
        boolean more = account.role() == Role.ADMIN || account.role() == Role.SECURITY;
        return more || (account.displayName().equals(wanted.displayName()) && account.role() == wanted.role());
    }
}
