package org.satbuddy.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.RandomText;
import org.satbuddy.account.Role;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Audit;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.GroupBudget;
import org.satbuddy.task.RateLimit;

/**
 * Mode {@code class-pass}: lets in whoever has the code of a lesson. Each entry makes an identity of its own, so nothing
 * connects a student's lessons. It names its pass, and counts for as long as the pass is open.
 */
@ApplicationScoped
public class ClassPasses implements GroupBudget {

    private static final System.Logger LOG = LimitedLog.of(ClassPasses.class);

    private static final String PREFIX = "pass-";
    private static final int ID_BYTES = 9;
    private static final int STUDENT_BYTES = 16;

    /** For the figures of past lessons. */
    private static final long KEPT = Duration.ofDays(30).toMillis();

    /** A pass that was closed lets nobody in after this time, on any node. */
    private static final Duration STALE = Duration.ofSeconds(1);

    private static final int MOST_CACHED = 1000;

    /** Per address and minute. A right code is accepted all the same: a school may have one address. */
    private static final int WRONG_CODES = 60;

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Audit audit;

    private final RateLimit wrongCodes = new RateLimit(WRONG_CODES);

    private final LoadingCache<String, Optional<ClassPass>> passes = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(STALE)
            .build(this::read);

    ClassPasses() {}

    ClassPasses(Settings settings, Database database, DatabaseClock clock, Audit audit) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * A pass and its code, which only its maker sees.
     *
     * @param code as people read it
     */
    public record MadePass(ClassPass pass, String code) {}

    /**
     * A student who came in.
     *
     * @param owner the identity
     */
    record Entry(ClassPass pass, String owner) {}

    /** @param by a teacher, or an administrator */
    public MadePass make(ClassPass.NewPass wanted, Caller by) {
        PassCode code = PassCode.random();
        long now = clock.millis();
        var pass = new ClassPass(RandomText.base64(ID_BYTES), code, wanted, makerOf(by), now);
        database.transact(em -> {
            em.createQuery("delete from ClassPass p where p.endsAt < :old")
                    .setParameter("old", now - KEPT)
                    .executeUpdate();
            em.persist(pass);
            audit.add(em, now, by.actor(), Action.PASS_MADE, pass.id(), wanted.name());
            return pass;
        });
        return new MadePass(pass, code.written());
    }

    /** Those that are kept, the newest first. A teacher sees their own. */
    public List<ClassPass> list(Caller by) {
        return database.transact(em -> em.createQuery(
                        "select p from ClassPass p where (:all = true or p.madeBy = :maker)"
                                + " order by p.createdAt desc, p.id",
                        ClassPass.class)
                .setParameter("all", by.role() == Role.ADMIN)
                .setParameter("maker", makerOf(by))
                .setMaxResults(MOST_CACHED)
                .getResultList());
    }

    /**
     * Ends a lesson now. Its students are out within a second. Returns the pass; empty if there is none with this id, or
     * it is another teacher's.
     */
    public Optional<ClassPass> close(String id, Caller by) {
        long now = clock.millis();
        Optional<ClassPass> closed = database.transact(em -> {
            Optional<ClassPass> pass = managed(em, id, by);
            pass.filter(it -> !it.isOver(now)).ifPresent(it -> end(em, it, now, by));
            return pass;
        });
        passes.invalidate(id);
        return closed;
    }

    /** Ends the lessons of a teacher who may make none any more. */
    public void closeThoseOf(String account, Caller by) {
        long now = clock.millis();
        List<ClassPass> closed = database.transact(em -> {
            List<ClassPass> open = em.createQuery(
                            "select p from ClassPass p where p.madeBy = :account and p.endsAt > :now order by p.id",
                            ClassPass.class)
                    .setParameter("account", account)
                    .setParameter("now", now)
                    .getResultList();
            open.forEach(pass -> end(em, pass, now, by));
            return open;
        });
        closed.forEach(pass -> passes.invalidate(pass.id()));
    }

    /** By a statement: writing the entity would write what students take and spend meanwhile. */
    private void end(EntityManager em, ClassPass pass, long now, Caller by) {
        em.createQuery("update ClassPass p set p.endsAt = :now where p.id = :id and p.endsAt > :now")
                .setParameter("now", now)
                .setParameter("id", pass.id())
                .executeUpdate();
        em.refresh(pass);
        audit.add(em, now, by.actor(), Action.PASS_CLOSED, pass.id(), pass.name());
    }

    /** How the ids of the students of a lesson begin; empty if there is no such pass, or it is another teacher's. */
    public Optional<String> studentsOf(String id, Caller by) {
        return database.transact(em -> managed(em, id, by)).map(pass -> PREFIX + pass.id() + "-");
    }

    private static Optional<ClassPass> managed(EntityManager em, String id, Caller by) {
        return Optional.ofNullable(em.find(ClassPass.class, id))
                .filter(it -> by.role() == Role.ADMIN || it.madeBy().equals(makerOf(by)));
    }

    /** The id of the pass of these students; empty if they are of no lesson. */
    public static Optional<String> lessonOf(String students) {
        return Optional.ofNullable(passOf(students));
    }

    /** The id of the maker's account. Passes of the installation's administrator have none. */
    private static String makerOf(Caller by) {
        return by.signedIn() == null ? "" : by.signedIn().account().id();
    }

    /**
     * Takes a seat.
     *
     * @param known the caller's identity, which is kept if it is of this lesson; null if there is none
     * @throws EntryRefused if the code lets nobody in
     */
    Entry enter(String typed, String address, String known) {
        Optional<PassCode> code = isSwitchedOn() ? PassCode.of(typed) : Optional.empty();
        long now = clock.millis();
        return code.flatMap(it -> database.transact(em -> find(em, it).map(pass -> enter(em, pass, known, now))))
                .orElseThrow(() -> wrong(address, now));
    }

    private Entry enter(EntityManager em, ClassPass pass, String known, long now) {
        if (!pass.hasBegun(now) || pass.isOver(now)) {
            throw new EntryRefused(Reason.PASS_NOT_OPEN);
        }
        if (known != null && pass.id().equals(passOf(known))) {
            return new Entry(pass, known);
        }
        int taken = em.createQuery("update ClassPass p set p.seatsTaken = p.seatsTaken + 1"
                        + " where p.id = :id and p.seatsTaken < p.seats and p.endsAt > :now")
                .setParameter("id", pass.id())
                .setParameter("now", now)
                .executeUpdate();
        if (taken == 0) {
            throw new EntryRefused(Reason.PASS_FULL);
        }
        return new Entry(pass, PREFIX + pass.id() + "-" + RandomText.base64(STUDENT_BYTES));
    }

    private EntryRefused wrong(String address, long now) {
        if (wrongCodes.take(address, now) == 0) {
            return new EntryRefused(Reason.UNKNOWN_PASS);
        }
        LOG.log(Level.WARNING, "Many wrong codes of lessons are tried from {0}.", address);
        return new EntryRefused(Reason.TOO_MANY_CODES);
    }

    /** Whether this is an identity of a lesson that is open. */
    boolean isIn(String owner) {
        String id = passOf(owner);
        long now = clock.millis();
        return id != null
                && isSwitchedOn()
                && passes.get(id)
                        .filter(pass -> pass.hasBegun(now) && !pass.isOver(now))
                        .isPresent();
    }

    /** Polls and submissions of passes without a budget cost no query. */
    @Override
    public Optional<Left> lock(EntityManager em, String owner) {
        String id = passOf(owner);
        if (id == null || !hasBudget(em, id)) {
            return Optional.empty();
        }
        // Locks the row, so that no other node reserves the same tokens.
        add(em, id, 0);
        long left = em.createQuery("select p.tokens - p.tokensUsed from ClassPass p where p.id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
        return Optional.of(new Left(PREFIX + id + "-", left));
    }

    /** The caller has been identified just now, so the pass is usually in memory. */
    private boolean hasBudget(EntityManager em, String id) {
        Optional<ClassPass> known = passes.getIfPresent(id);
        Optional<ClassPass> pass = known == null ? Optional.ofNullable(em.find(ClassPass.class, id)) : known;
        return pass.filter(it -> it.tokens() > 0).isPresent();
    }

    @Override
    public void spend(EntityManager em, String owner, long tokens) {
        String id = passOf(owner);
        if (id != null && tokens > 0) {
            add(em, id, tokens);
        }
    }

    private static void add(EntityManager em, String id, long tokens) {
        em.createQuery("update ClassPass p set p.tokensUsed = p.tokensUsed + :tokens where p.id = :id")
                .setParameter("tokens", tokens)
                .setParameter("id", id)
                .executeUpdate();
    }

    private boolean isSwitchedOn() {
        return settings.authModes().contains(AuthMode.CLASS_PASS);
    }

    /** The id of the pass that an identity names; null if it is of another mode. */
    private static String passOf(String owner) {
        int length = PREFIX.length() + lengthOf(ID_BYTES);
        return owner.startsWith(PREFIX) && owner.length() > length ? owner.substring(PREFIX.length(), length) : null;
    }

    private static int lengthOf(int bytes) {
        return bytes * 4 / 3;
    }

    private static Optional<ClassPass> find(EntityManager em, PassCode code) {
        return em.createQuery("select p from ClassPass p where p.codeHash = :hash", ClassPass.class)
                .setParameter("hash", code.hash())
                .getResultStream()
                .findFirst();
    }

    private Optional<ClassPass> read(String id) {
        return database.transact(em -> Optional.ofNullable(em.find(ClassPass.class, id)));
    }
}
