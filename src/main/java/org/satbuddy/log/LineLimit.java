package org.satbuddy.log;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets one line of each kind pass in a minute, and counts the others. */
final class LineLimit {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Bounds the memory. Further kinds share one limit. */
    private static final int MOST_KINDS = 500;

    private static final String OTHER_KINDS = "other kinds";

    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();

    LineLimit(Clock clock) {
        this.clock = clock;
    }

    private static final class Window {

        private final long begin;
        private int leftOut;

        private Window(long begin) {
            this.begin = begin;
        }

        private boolean isOver(long now) {
            return now - begin >= WINDOW.toMillis();
        }
    }

    /** Whether a line of this kind may be written now. If not, it is counted. */
    synchronized boolean passes(String kind) {
        long now = clock.millis();
        Window window = windows.get(kind);
        if (window == null && windows.size() >= MOST_KINDS && !kind.equals(OTHER_KINDS)) {
            return passes(OTHER_KINDS);
        }
        if (window != null && (window.leftOut > 0 || !window.isOver(now))) {
            window.leftOut++;
            return false;
        }
        windows.put(kind, new Window(now));
        return true;
    }

    /**
     * The kinds whose minute is over, with the number of lines that were left out. A report counts as the line of the
     * next minute, so such a kind remains closed. Call this several times a minute.
     */
    synchronized Map<String, Integer> report() {
        long now = clock.millis();
        var report = new HashMap<String, Integer>();
        windows.entrySet().removeIf(it -> it.getValue().isOver(now) && it.getValue().leftOut == 0);
        windows.replaceAll((kind, window) -> {
            if (!window.isOver(now)) {
                return window;
            }
            report.put(kind, window.leftOut);
            return new Window(now);
        });
        return report;
    }
}
