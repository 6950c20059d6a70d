package org.satbuddy.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The unfinished tasks of the installation, as the last heartbeat read them.
 *
 * @param at the time of reading, epoch ms
 * @param idle tasks that no worker is answering: all of them, or a part of a long queue
 * @param running tasks that a worker is answering
 * @param queued the number of all queued tasks
 * @param nodes the number of nodes that are alive
 */
public record QueueSample(long at, List<Idle> idle, List<Running> running, int queued, int nodes) {

    /** A free slot claims a task in less than this time, ms. */
    private static final long CLAIMED_BY = 2_000;

    /**
     * A task that no worker is answering.
     *
     * @param createdAt epoch ms
     * @param notBefore the earliest time at which it may be claimed, epoch ms
     */
    public record Idle(State state, Kind kind, int priority, long createdAt, long notBefore) {

        public boolean queued() {
            return state == State.QUEUED;
        }
    }

    /**
     * A task that a worker is answering.
     *
     * @param createdAt epoch ms
     * @param since the time of the claim, epoch ms
     * @param here whether this node claimed it
     */
    public record Running(Kind kind, int priority, long createdAt, long since, boolean here) {

        /** Returns the time since the claim, s. */
        public double age(long now) {
            return Math.max(0, now - since) / 1000.0;
        }
    }

    /** The number of tasks that each idle task of the sample represents. */
    public double weight() {
        long read = idle.stream().filter(Idle::queued).count();
        return read == 0 ? 1 : (double) queued / read;
    }

    /** Whether all slots seem taken: a queued task has been claimable for longer than a free slot needs to claim it. */
    public boolean full() {
        return idle.stream().anyMatch(task -> task.queued() && task.notBefore() < at - CLAIMED_BY);
    }

    /** The number of idle tasks of each kind in the installation. */
    public Map<Kind, Double> waiting() {
        var counts = new EnumMap<Kind, Double>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, idle.stream().filter(task -> task.kind() == kind).count() * weight());
        }
        return counts;
    }

    /**
     * The share of each kind in the idle tasks, or in the running tasks if none is idle. If there are no tasks, the
     * shares are equal.
     */
    public Map<Kind, Double> mix() {
        List<Kind> kinds = idle.isEmpty()
                ? running.stream().map(Running::kind).toList()
                : idle.stream().map(Idle::kind).toList();
        var mix = new EnumMap<Kind, Double>(Kind.class);
        for (Kind kind : Kind.values()) {
            long count = kinds.stream().filter(kind::equals).count();
            mix.put(kind, kinds.isEmpty() ? 1.0 / Kind.values().length : (double) count / kinds.size());
        }
        return mix;
    }
}
