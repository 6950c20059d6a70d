package org.satbuddy.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
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

    /** Hexadecimal digits. */
    private static final int MARK = 12;

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
     * @param device as {@link Entry#device} was when somebody signed in there last; null if nobody has
     */
    public record Place(String address, String device) {}

    /**
     * Somebody who has signed in just now.
     *
     * @param token of the session
     * @param device by which the device is known from now on, until the password is another one
     */
    public record Entry(Account account, String token, String device) {}

    /**
     * Begins a session. Takes as long for a name that nobody has.
     *
     * @throws EntryRefused if the name or the password is wrong, or was tried too often
     */
    public Entry enter(String typed, String password, Place place) {
        String name = NewAccount.signInName(typed).orElse("");
        Account verified = verified(name, password, place);
        long now = clock.millis();
        return database.transact(em -> {
            Account account = unchanged(em, verified);
            String token = sessions.open(em, account, null, now);
            audit.add(em, now, new Actor(account.id(), place.address()), Action.SIGNED_IN, account.id(), "");
            return new Entry(account, token, device(account, place));
        });
    }

    /**
     * Changes a person's own password and ends all sessions of that person. Returns a new one.
     *
     * @throws EntryRefused if the old password is wrong, or was tried too often, or the new one cannot be used
     */
    public Entry changePassword(Account account, String old, String typed, Place place) {
        String chosen = PasswordHash.normal(typed);
        if (!isUsable(chosen, account.name()) || chosen.equals(PasswordHash.normal(old))) {
            throw new EntryRefused(Reason.UNUSABLE_PASSWORD);
        }
        Account verified = verified(account.name(), old, place);
        String hash = PasswordHash.ofChosen(chosen);
        long now = clock.millis();
        return database.transact(em -> {
            Account changed = unchanged(em, verified);
            changed.give(hash, false);
            Sessions.endAll(em, changed.id());
            String token = sessions.open(em, changed, null, now);
            Changes.count(em);
            audit.add(em, now, new Actor(changed.id(), place.address()), Action.PASSWORD_CHANGED, changed.id(), "");
            return new Entry(changed, token, device(changed, place));
        });
    }

    /** Hashing takes a while. Meanwhile the account may have been switched off, or got another password. */
    private static Account unchanged(EntityManager em, Account verified) {
        return Optional.ofNullable(em.find(Account.class, verified.id(), LockModeType.PESSIMISTIC_WRITE))
                .filter(it -> !it.isDisabled() && Objects.equals(it.password(), verified.password()))
                .orElseThrow(() -> new EntryRefused(Reason.WRONG_SIGN_IN));
    }

    private Account verified(String name, String password, Place place) {
        Optional<Account> account = database.transact(em -> Accounts.find(em, name));
        boolean known = account.isPresent() && isDeviceOf(account.get(), place);
        String from = known ? place.device() : place.address();
        if (!wrongPasswords.allows(name, from, known)) {
            LOG.log(Level.WARNING, "Many wrong passwords are tried for one name, last from {0}.", place.address());
            throw new EntryRefused(Reason.TOO_MANY_SIGN_INS);
        }
        // What was typed as a name may be a password, so it is not recorded.
        String id = account.map(Account::id).orElse("");
        Actor somebody = Actor.unknown(place.address());
        String stored = account.map(Account::password).orElse(null);
        if (password.length() > LONGEST || !PasswordHash.matches(password, stored)) {
            wrongPasswords.count(name, from, known);
            boolean stopped = !wrongPasswords.allows(name, from, known);
            audit.add(somebody, Action.SIGN_IN_FAILED, id, stopped ? "no more is tried for a while" : "");
            throw new EntryRefused(Reason.WRONG_SIGN_IN);
        }
        wrongPasswords.forget(name, from);
        if (account.map(Account::isDisabled).orElse(true)) {
            audit.add(somebody, Action.SIGN_IN_FAILED, id, "switched off");
            throw new EntryRefused(Reason.ACCOUNT_DISABLED);
        }
        return account.get();
    }

    /** Whoever has signed in there before stays known, so that nobody collects many devices. */
    private static String device(Account account, Place place) {
        return isDeviceOf(account, place) ? place.device() : deviceOf(account) + RandomText.id();
    }

    private static boolean isDeviceOf(Account account, Place place) {
        return place.device() != null && place.device().startsWith(deviceOf(account));
    }

    /** With another password, nobody's device is known any more. */
    private static String deviceOf(Account account) {
        return account.id() + RandomText.hash("device", account.password()).substring(0, MARK);
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
