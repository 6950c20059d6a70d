package org.satbuddy.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something of which the server has so much, and each owner may hold a share: memory for bodies, or requests that are
 * worked on. A request without room waits, without a thread. Whoever would then hold least is granted room first.
 */
final class SharedBudget {

    private final long most;
    private final long mostPerOwner;
    private final int mostWaiting;
    private final int mostWaitingPerOwner;

    private final Map<String, Owner> owners = new HashMap<>();
    private final Set<Owner> waitingOwners = new LinkedHashSet<>();
    private final Set<Reservation> held = new LinkedHashSet<>();
    private long used;
    private int waiting;

    /**
     * @param most of all reservations together
     * @param mostPerOwner of all reservations of one owner; the largest must fit
     * @param mostWaiting how many requests may wait
     * @param mostWaitingPerOwner how many requests of one owner may wait
     */
    SharedBudget(long most, long mostPerOwner, int mostWaiting, int mostWaitingPerOwner) {
        this.most = most;
        this.mostPerOwner = mostPerOwner;
        this.mostWaiting = mostWaiting;
        this.mostWaitingPerOwner = mostWaitingPerOwner;
    }

    /** What holds a reservation. */
    interface Holder {

        /** There is room now. */
        void granted();

        /**
         * By how much this holder uses its room too slowly. It loses its room if others wait.
         *
         * @param now of {@link System#nanoTime()}
         * @return 0 or less if it is fast enough
         */
        default long lag(long now) {
            return 0;
        }

        /** Ends this holder, because it is slow and others wait. It releases its room. */
        default void end() {}
    }

    private static final class Owner {

        private final String name;
        private final ArrayDeque<Reservation> waiting = new ArrayDeque<>();
        private long held;

        Owner(String name) {
            this.name = name;
        }
    }

    /** Room, or a place in the line for it. */
    final class Reservation {

        private final String owner;
        private final int size;
        private final Holder holder;
        private boolean released;

        private Reservation(String owner, int size, Holder holder) {
            this.owner = owner;
            this.size = size;
            this.holder = holder;
        }

        /**
         * Asks for the room. Calls {@link Holder#granted} when there is some: before this method returns, or later on the
         * thread that releases room. Does nothing after a release.
         *
         * @return false if there is no room and too many wait for it
         */
        boolean request() {
            Outcome outcome = grantOrQueue(this);
            if (outcome == Outcome.GRANTED) {
                holder.granted();
            }
            return outcome != Outcome.REFUSED;
        }

        /** Returns the room, or leaves the line. Does nothing the second time. */
        void release() {
            giveBack(this).forEach(it -> it.holder.granted());
        }
    }

    /** A reservation that is still to be requested. */
    Reservation reservation(String owner, int size, Holder holder) {
        return new Reservation(owner, size, holder);
    }

    /** Reserves room if there is some at once; returns null otherwise. */
    synchronized Reservation tryReserve(String owner, int size) {
        Owner asking = owner(owner);
        if (!asking.waiting.isEmpty() || !fits(asking, size)) {
            forgetIfIdle(asking);
            return null;
        }
        var granted = new Reservation(owner, size, () -> {});
        hold(asking, granted);
        return granted;
    }

    private enum Outcome {
        GRANTED,
        QUEUED,
        REFUSED
    }

    private synchronized Outcome grantOrQueue(Reservation wanted) {
        if (wanted.released) {
            return Outcome.QUEUED;
        }
        Owner asking = owner(wanted.owner);
        if (asking.waiting.isEmpty() && fits(asking, wanted.size)) {
            hold(asking, wanted);
            return Outcome.GRANTED;
        }
        if (waiting >= mostWaiting || asking.waiting.size() >= mostWaitingPerOwner) {
            wanted.released = true;
            forgetIfIdle(asking);
            return Outcome.REFUSED;
        }
        asking.waiting.add(wanted);
        waitingOwners.add(asking);
        waiting++;
        return Outcome.QUEUED;
    }

    /** Ends the slowest holders if others wait for what they hold, at most one for each that waits. */
    void takeBack(long now) {
        List<Reservation> slow;
        synchronized (this) {
            if (waiting == 0) {
                return;
            }
            boolean full = waitingOwners.stream().anyMatch(this::hasShare);
            slow = held.stream()
                    .filter(it -> full || waitingOwners.contains(owners.get(it.owner)))
                    .filter(it -> it.holder.lag(now) > 0)
                    .sorted(Comparator.comparingLong(it -> -it.holder.lag(now)))
                    .limit(waiting)
                    .toList();
        }
        slow.forEach(it -> it.holder.end());
    }

    private synchronized List<Reservation> giveBack(Reservation done) {
        if (done.released) {
            return List.of();
        }
        done.released = true;
        Owner owner = owners.get(done.owner);
        if (owner == null) {
            return List.of();
        }
        if (held.remove(done)) {
            used -= done.size;
            owner.held -= done.size;
        } else if (owner.waiting.remove(done)) {
            waiting--;
        }
        forgetIfIdle(owner);
        return waiting == 0 ? List.of() : grant();
    }

    private List<Reservation> grant() {
        var granted = new ArrayList<Reservation>();
        for (Owner next = next(); next != null; next = next()) {
            Reservation first = next.waiting.remove();
            waiting--;
            hold(next, first);
            if (next.waiting.isEmpty()) {
                waitingOwners.remove(next);
            }
            granted.add(first);
        }
        return granted;
    }

    /** Of the owners whose next request fits, the one who would then hold least. */
    private Owner next() {
        Owner best = null;
        for (Owner owner : waitingOwners) {
            Reservation first = owner.waiting.element();
            if (fits(owner, first.size)
                    && (best == null || owner.held + first.size < best.held + best.waiting.element().size)) {
                best = owner;
            }
        }
        return best;
    }

    /** Whether the owner's next request waits for others, and not only for the owner's earlier ones. */
    private boolean hasShare(Owner owner) {
        return owner.held + owner.waiting.element().size <= mostPerOwner;
    }

    private boolean fits(Owner owner, int size) {
        return owner.held + size <= mostPerOwner && used + size <= most;
    }

    private void hold(Owner owner, Reservation granted) {
        held.add(granted);
        used += granted.size;
        owner.held += granted.size;
    }

    private Owner owner(String name) {
        return owners.computeIfAbsent(name, Owner::new);
    }

    private void forgetIfIdle(Owner owner) {
        if (owner.waiting.isEmpty()) {
            waitingOwners.remove(owner);
            if (owner.held == 0) {
                owners.remove(owner.name);
            }
        }
    }
}
