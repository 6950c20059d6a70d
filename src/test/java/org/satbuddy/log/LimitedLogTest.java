package org.satbuddy.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LimitedLogTest {

    private final ManualClock clock = new ManualClock();
    private final LineLimit limit = new LineLimit(clock);
    private final Written written = new Written();
    private final System.Logger log = new LimitedLog(written, limit);

    @Test
    void writesOneLineOfEachTextWhateverItsParameters() {
        log.log(Level.INFO, "Task {0} failed.", "a");
        log.log(Level.INFO, "Task {0} failed.", "b");
        log.log(Level.WARNING, "Task {0} failed.", "c");
        log.log(Level.INFO, "Broker away.");

        assertThat(written.lines).containsExactly("INFO Task a failed.", "WARNING Task c failed.", "INFO Broker away.");
    }

    @Test
    void writesOneLineForEachPlaceThatThrows() {
        for (int i = 0; i < 3; i++) {
            log.log(Level.ERROR, "Incident " + i, new IllegalStateException("secret " + i));
        }
        log.log(Level.ERROR, "Incident 3", new IllegalStateException("another place"));

        assertThat(written.lines).containsExactly("ERROR Incident 0", "ERROR Incident 3");
    }

    @Test
    void reportsWhatWasLeftOut() {
        for (int i = 0; i < 3; i++) {
            log.log(Level.ERROR, "Incident " + i, new IllegalStateException("secret " + i));
        }
        clock.pass(LineLimit.WINDOW);

        LimitedLog.report(limit, written);

        assertThat(written.lines)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("WARNING 2 more lines were left out: test ERROR java.lang.IllegalStateException at ")
                .contains("LimitedLogTest")
                .doesNotContain("secret");
    }

    @Test
    void countsNoLineThatIsNotLoggable() {
        log.log(Level.DEBUG, "Gone.");
        log.log(Level.DEBUG, "Gone.");
        clock.pass(LineLimit.WINDOW);

        assertThat(written.lines).isEmpty();
        assertThat(limit.report()).isEmpty();
    }

    @Test
    void tellsCausesApartByTheirOrigin() {
        var inner = new IllegalArgumentException("x");

        assertThat(Cause.of(new IllegalStateException("y", inner)))
                .startsWith("java.lang.IllegalStateException, caused by java.lang.IllegalArgumentException at ")
                .contains("tellsCausesApartByTheirOrigin")
                .isEqualTo(Cause.of(new IllegalStateException("z", inner)))
                .isNotEqualTo(Cause.of(inner));
        assertThat(Cause.of(thrownInside(() -> List.of((Object) null))))
                .contains(" at java.base/java.util.Objects.requireNonNull")
                .contains(" at org.satbuddy.log.LimitedLogTest");
    }

    private static Throwable thrownInside(Runnable code) {
        try {
            code.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("threw nothing");
    }

    @Test
    void limitsALoggerOfTheServerBesidesItsOwnFilter() {
        Logger server = Logger.getAnonymousLogger();
        var passed = new ArrayList<String>();
        server.setLevel(java.util.logging.Level.INFO);
        server.setUseParentHandlers(false);
        server.setFilter(line -> !line.getMessage().contains("UT005088"));
        ServerLogs.Limited limited = ServerLogs.limit(server, java.util.logging.Level.WARNING, limit);
        server.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                passed.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        server.severe("UT005088: a closed tab");
        server.severe("UT005071: GET /a");
        server.severe("UT005071: GET /b");
        server.severe("UT005023: GET /c");
        server.severe("no code, /d");
        server.severe("no code, /e");
        server.log(java.util.logging.Level.WARNING, "IJ000604: here", thrownInside(() -> List.of((Object) null)));
        server.log(java.util.logging.Level.WARNING, "IJ000604: there", thrownInside(() -> List.of((Object) null)));
        server.info("deployed a");
        server.info("deployed b");
        assertThat(passed)
                .containsExactly(
                        "UT005071: GET /a",
                        "UT005023: GET /c",
                        "no code, /d",
                        "IJ000604: here",
                        "deployed a",
                        "deployed b");

        ServerLogs.restore(limited);
        server.severe("UT005071: GET /f");
        server.severe("UT005088: a closed tab");
        assertThat(passed).hasSize(7).last().isEqualTo("UT005071: GET /f");
    }

    /** Keeps lines as they would be written, at INFO and above. */
    private static final class Written implements System.Logger {

        private final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.INFO) >= 0;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            lines.add(level + " " + text);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + (parameters == null ? format : MessageFormat.format(format, parameters)));
        }
    }
}
