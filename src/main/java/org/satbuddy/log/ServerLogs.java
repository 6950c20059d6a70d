package org.satbuddy.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits the lines of the server's own loggers to which requests lead. The server outlives the application, so the
 * limit is removed when the application ends.
 */
@ApplicationScoped
class ServerLogs {

    /** Writes a line for each client that breaks off, at INFO. */
    private static final String OF_CLIENTS = "io.undertow.request.io";

    /**
     * Those that warn of a request that they cannot serve, or of a database that they cannot reach. A filter holds for
     * exactly one logger, not for those below it.
     */
    private static final List<String> OF_REQUESTS = List.of(
            "io.undertow",
            "io.undertow.request",
            "io.undertow.request.error-response",
            "io.undertow.request.security",
            "io.undertow.response",
            "io.undertow.servlet",
            "io.undertow.servlet.request",
            "io.undertow.session",
            "io.undertow.websockets.core",
            "io.undertow.websockets.core.request",
            "io.undertow.websockets.jsr",
            "org.hibernate.engine.jdbc.spi.SqlExceptionHelper",
            "org.jboss.as.ee",
            "org.jboss.as.ejb3",
            "org.jboss.as.ejb3.invocation",
            "org.jboss.jca.adapters.jdbc.local.LocalManagedConnectionFactory",
            "org.jboss.jca.core.connectionmanager.pool.strategy.OnePool",
            "org.jboss.resteasy.resteasy_jaxrs.i18n",
            "org.xnio.listener",
            "org.xnio.nio");

    /** The code that the server's messages begin with, such as {@code UT005023}. */
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,20}\\d{1,9}");

    private final List<Limited> limited = new ArrayList<>();

    /** The logger is kept, because the server keeps no logger that nobody refers to. */
    record Limited(Logger logger, Filter before) {}

    void limit(@Observes @Initialized(ApplicationScoped.class) Object application) {
        limited.add(limit(Logger.getLogger(OF_CLIENTS), Level.INFO, LimitedLog.LIMIT));
        for (String name : OF_REQUESTS) {
            limited.add(limit(Logger.getLogger(name), Level.WARNING, LimitedLog.LIMIT));
        }
    }

    void restore(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        limited.forEach(ServerLogs::restore);
    }

    /** @param from lower levels are not limited */
    static Limited limit(Logger logger, Level from, LineLimit limit) {
        Filter before = logger.getFilter();
        logger.setFilter(line -> (before == null || before.isLoggable(line))
                && (line.getLevel().intValue() < from.intValue() || limit.passes(kind(logger.getName(), line))));
        return new Limited(logger, before);
    }

    static void restore(Limited limited) {
        limited.logger().setFilter(limited.before());
    }

    /**
     * Without a code or an exception, all lines of one level are of one kind: a message may quote a request. The place
     * in the application does not count, because each of them calls the same part of the server.
     */
    private static String kind(String logger, LogRecord line) {
        Matcher code = CODE.matcher(line.getMessage() == null ? "" : line.getMessage());
        return logger + " " + line.getLevel()
                + (code.lookingAt() ? " " + code.group() : "")
                + (line.getThrown() == null ? "" : " " + Cause.origin(line.getThrown()));
    }
}
