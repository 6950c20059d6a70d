package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Actor;
import org.satbuddy.audit.Audit;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.log.LimitedLog;

/** Mode {@code local}: lets people in by name and password. */
@ApplicationScoped
public class SignIn {

    private static final System.Logger LOG = LimitedLog.of(SignIn.class);

    private static final int SHORTEST = 10;

    /** Longer than any password. What is longer is not hashed. */
    public static final int LONGEST = 128;

    private static final int FEWEST_CHARACTERS = 5;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Sessions sessions;

    @Inject
    Audit audit;

    private final WrongPasswords wrongPasswords = new WrongPasswords();

    SignIn() {}

    public SignIn(Database database, DatabaseClock clock, Sessions sessions, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Where somebody signs in.
     *
     * @param device the id of the device; null if nobody has signed in on it before
     * @param owner the id of the account that signed in on the device last; null if there is none
     */
    public record Place(String address, String device, String owner) {}

    /**
     * Somebody who has signed in just now.
     *
     * @param token of the session
     */
    public record Entry(Account account, String token) {}

    /**
     * Begins a session. Takes as long for a name that nobody has.
     *
     * @throws EntryRefused if the name or the password is wrong, or was tried too often
     */
    public Entry enter(String typed, String password, Place place) {
        String name = NewAccount.signInName(typed).orElse("");
        Account account = verified(name, password, place);
        long now = clock.millis();
        return database.transact(em -> {
            String token = sessions.open(em, account, now);
            audit.add(em, now, new Actor(account.id(), place.address()), Action.SIGNED_IN, account.id(), "");
            return new Entry(account, token);
        });
    }

    /**
     * Changes a person's own password and ends all sessions of that person. Returns a new one.
     *
     * @throws EntryRefused if the old password is wrong, or was tried too often, or the new one cannot be used
     */
    public Entry changePassword(Account account, String old, String chosen, Place place) {
        if (!isUsable(chosen, account.name()) || chosen.equals(old)) {
            throw new EntryRefused(Reason.UNUSABLE_PASSWORD);
        }
        verified(account.name(), old, place);
        String hash = PasswordHash.ofChosen(chosen);
        long now = clock.millis();
        return database.transact(em -> {
            Account changed = em.find(Account.class, account.id());
            changed.give(hash, false);
            Sessions.endAll(em, account.id());
            String token = sessions.open(em, changed, now);
            Changes.count(em);
            audit.add(em, now, new Actor(account.id(), place.address()), Action.PASSWORD_CHANGED, account.id(), "");
            return new Entry(changed, token);
        });
    }

    private Account verified(String name, String password, Place place) {
        Optional<Account> account = database.transact(em -> Accounts.find(em, name));
        boolean known = account.isPresent() && account.get().id().equals(place.owner());
        String from = known ? place.device() : place.address();
        if (!wrongPasswords.allows(name, from, known)) {
            LOG.log(Level.WARNING, "Many wrong passwords are tried for one name, last from {0}.", place.address());
            throw new EntryRefused(Reason.TOO_MANY_SIGN_INS);
        }
        String stored = account.map(Account::password).orElse(null);
        if (password.length() > LONGEST || !PasswordHash.matches(password, stored)) {
            wrongPasswords.count(name, from, known);
            // What was typed as a name may be a password.
            audit.add(
                    Actor.unknown(place.address()),
                    Action.SIGN_IN_FAILED,
                    account.map(Account::id).orElse(""),
                    "");
            throw new EntryRefused(Reason.WRONG_SIGN_IN);
        }
        wrongPasswords.forget(name, from);
        return account.filter(it -> !it.isDisabled()).orElseThrow(() -> new EntryRefused(Reason.ACCOUNT_DISABLED));
    }

    /** Length counts most. What is refused beside is one pattern, or the name. */
    private static boolean isUsable(String password, String name) {
        int length = password.codePointCount(0, password.length());
        return length >= SHORTEST
                && password.length() <= LONGEST
                && password.codePoints().distinct().count() >= FEWEST_CHARACTERS
                && !isRun(password)
                && (name.length() < FEWEST_CHARACTERS
                        || !password.toLowerCase(Locale.ROOT).contains(name));
    }

    /** Whether each character follows the one before, as in 1234567890 without its end. */
    private static boolean isRun(String password) {
        int steps = 0;
        for (int i = 1; i < password.length(); i++) {
            if (Math.abs(password.charAt(i) - password.charAt(i - 1)) == 1) {
                steps++;
            }
        }
        return steps >= password.length() - 2;
    }
}
