package org.satbuddy.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.satbuddy.log.LimitedLog;

/**
 * Removes deleted rows from the files of an H2 database, where they stay readable after {@code delete}. It rewrites the
 * live rows, so it runs only after something was deleted, and for at most a hundredth of the time. Other databases
 * overwrite what they delete by themselves.
 */
@ApplicationScoped
public class Erasure {

    private static final System.Logger LOG = LimitedLog.of(Erasure.class);

    private static final int SHARE_OF_TIME = 100;

    /** ns. Rows deleted earlier are gone from the files after this time, however long an erasure takes. */
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(10);

    @Inject
    Database database;

    private final LongSupplier timer;

    /** A process that was killed may have deleted rows just before. */
    private volatile boolean wanted = true;

    private volatile boolean possible = true;

    /** Timer time, ns. */
    private volatile long notBefore;

    protected Erasure() {
        this(null, System::nanoTime);
    }

    /** @param timer ns since an arbitrary origin, as {@link System#nanoTime()} */
    public Erasure(Database database, LongSupplier timer) {
        this.database = database;
        this.timer = timer;
        this.notBefore = timer.getAsLong();
    }

    /** Call this after a commit that deleted what a student wrote or received. */
    public void want() {
        wanted = true;
    }

    /** Erases if rows were deleted since the last time. Called periodically. */
    public void erase() {
        long began = timer.getAsLong();
        if (!possible || !wanted || began - notBefore < 0) {
            return;
        }
        wanted = false;
        try {
            database.eraseDeleted();
        } catch (LinkageError e) {
            LOG.log(Level.WARNING, "Deleted text stays in H2's file until H2 reuses its place: this H2 is unknown.", e);
            possible = false;
        } catch (RuntimeException e) {
            wanted = true;
            throw e;
        } finally {
            long end = timer.getAsLong();
            notBefore = end + Math.min((end - began) * SHARE_OF_TIME, LONGEST_PAUSE);
        }
    }
}
