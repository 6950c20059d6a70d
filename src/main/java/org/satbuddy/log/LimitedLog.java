package org.satbuddy.log;

import java.time.Clock;
import java.util.ResourceBundle;

/**
 * The logger of a class. Whoever can cause one line can cause thousands, so of each kind one line a minute is written.
 * The others are counted, and {@link #report} writes their number. Lines of one level and text are of one kind, whatever
 * their parameters. So are lines with the same exception from the same place.
 */
public final class LimitedLog implements System.Logger {

    /** Shared by all loggers, so that one report covers them. */
    static final LineLimit LIMIT = new LineLimit(Clock.systemUTC());

    private static final System.Logger REPORT = System.getLogger(LimitedLog.class.getName());

    private final System.Logger log;
    private final LineLimit limit;

    LimitedLog(System.Logger log, LineLimit limit) {
        this.log = log;
        this.limit = limit;
    }

    public static System.Logger of(Class<?> owner) {
        return new LimitedLog(System.getLogger(owner.getName()), LIMIT);
    }

    /** Writes how many lines were left out. Called several times a minute. */
    public static void report() {
        report(LIMIT, REPORT);
    }

    static void report(LineLimit limit, System.Logger log) {
        limit.report()
                .forEach((kind, count) -> log.log(Level.WARNING, "{0} more lines were left out: {1}", count, kind));
    }

    @Override
    public String getName() {
        return log.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return log.isLoggable(level);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
        if (passes(level, thrown == null ? text : Cause.of(thrown))) {
            log.log(level, bundle, text, thrown);
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        if (passes(level, format)) {
            log.log(level, bundle, format, parameters);
        }
    }

    private boolean passes(Level level, String kind) {
        return isLoggable(level) && limit.passes(getName() + " " + level + " " + kind);
    }
}
