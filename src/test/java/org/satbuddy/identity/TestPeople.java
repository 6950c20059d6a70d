package org.satbuddy.identity;

import org.satbuddy.account.Accounts;
import org.satbuddy.account.Changes;
import org.satbuddy.account.NewAccount;
import org.satbuddy.account.Role;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.SignIn;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/** People who have signed in. */
final class TestPeople {

    private static final String ADDRESS = "192.0.2.1";

    private TestPeople() {}

    static Caller caller(Database database, DatabaseClock clock, String name, Role role) {
        var audit = new Audit(new SettingsBuilder().build(), database, clock);
        var sessions = new Sessions(new SettingsBuilder().build(), database, clock, new Changes(database), audit);
        Accounts.MadeAccount made = new Accounts(database, clock, audit)
                .make(new NewAccount(name, name, role), new Actor(Actor.OPERATOR, ADDRESS));
        SignIn.Entry entry = new SignIn(database, clock, sessions, audit)
                .enter(name, made.password(), new SignIn.Place(ADDRESS, null));
        return Caller.of(sessions.find(entry.token()).orElseThrow(), ADDRESS);
    }
}
