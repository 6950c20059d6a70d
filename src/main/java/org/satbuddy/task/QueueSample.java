package org.satbuddy.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The unfinished tasks of the installation, as the sweep last read them.
 *
 * @param at when, epoch ms
 * @param idle those that nobody answers now; of a longer queue, as many as are read
 * @param running those that are being answered
 * @param queued how many are queued in all
 * @param nodes how many nodes are alive
 */
public record QueueSample(long at, List<Idle> idle, List<Running> running, int queued, int nodes) {

    /** A free slot takes a task in less, ms. */
    private static final long CLAIMED_BY = 2_000;

    /**
     * A task that is not being answered.
     *
     * @param notBefore from when it may be claimed, epoch ms
     */
    public record Idle(State state, Kind kind, int priority, long createdAt, long notBefore) {

        public boolean queued() {
            return state == State.QUEUED;
        }
    }

    /**
     * A task that is being answered.
     *
     * @param since when it was claimed, epoch ms
     * @param here whether by this node
     */
    public record Running(Kind kind, int priority, long createdAt, long since, boolean here) {

        public double age(long now) {
            return Math.max(0, now - since) / 1000.0;
        }
    }

    /** How many tasks each of those that were read stands for. */
    public double weight() {
        long read = idle.stream().filter(Idle::queued).count();
        return read == 0 ? 1 : (double) queued / read;
    }

    /** Whether a task waits although it might have been claimed for long: all slots must be taken. */
    public boolean full() {
        return idle.stream().anyMatch(task -> task.queued() && task.notBefore() < at - CLAIMED_BY);
    }

    /** Those that wait, by kind. */
    public Map<Kind, Double> waiting() {
        var counts = new EnumMap<Kind, Double>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, idle.stream().filter(task -> task.kind() == kind).count() * weight());
        }
        return counts;
    }

    /** What share each kind has of those that wait, or else of those that run. */
    public Map<Kind, Double> mix() {
        List<Kind> kinds = idle.isEmpty()
                ? running.stream().map(Running::kind).toList()
                : idle.stream().map(Idle::kind).toList();
        var mix = new EnumMap<Kind, Double>(Kind.class);
        for (Kind kind : Kind.values()) {
            long those = kinds.stream().filter(kind::equals).count();
            mix.put(kind, kinds.isEmpty() ? 1.0 / Kind.values().length : (double) those / kinds.size());
        }
        return mix;
    }
}
