package org.satbuddy.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the calls since the last reset. Used on the thread of the loop only. */
final class CallCounters {

    private static final int REFUSALS_KEPT = 20;

    private int calls;
    private int inFlight;
    private int peak;
    private int answered;
    private int left;
    private int refused;
    private int limited;
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> repetitions = new TreeMap<>();
    private final Deque<String> refusals = new ArrayDeque<>();

    void begun() {
        calls++;
        inFlight++;
        peak = Math.max(peak, inFlight);
    }

    void answered() {
        answered++;
        inFlight--;
    }

    /** The client closed its connection before the reply was whole. */
    void left() {
        left++;
        inFlight--;
    }

    void refused(Refusal refusal) {
        refused++;
        refusals.addLast(refusal.getMessage());
        if (refusals.size() > REFUSALS_KEPT) {
            refusals.removeFirst();
        }
    }

    /** A call was refused because a limit of requests or tokens was used up. */
    void limited() {
        limited++;
    }

    /** Counts a call of a named task. */
    void task(String name) {
        tasks.merge(name, 1, Integer::sum);
    }

    /** Returns how often a message had this directive, including this time. */
    int repeated(String directive) {
        return repetitions.merge(directive, 1, Integer::sum);
    }

    /** Resets everything but the open calls. */
    void reset() {
        calls = 0;
        peak = inFlight;
        answered = 0;
        left = 0;
        refused = 0;
        limited = 0;
        tasks.clear();
        repetitions.clear();
        refusals.clear();
    }

    StandIn.Stats stats() {
        return new StandIn.Stats(
                calls, inFlight, peak, answered, left, refused, limited, Map.copyOf(tasks), new ArrayList<>(refusals));
    }
}
