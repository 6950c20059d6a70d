package org.satbuddy.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something of which the server has so much, and each owner may hold a share: memory for bodies, or requests that are
 * worked on. A request without room waits in line. No thread waits with it.
 */
final class SharedBudget {

    private final long most;
    private final long mostPerOwner;
    private final int mostWaiting;
    private final int mostWaitingPerOwner;

    private final ArrayDeque<Reservation> waiting = new ArrayDeque<>();
    private final Set<Reservation> held = new HashSet<>();
    private final Map<String, Long> heldByOwner = new HashMap<>();
    private long used;

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
         * Whether this holder makes such bad use of its room that it must return it if others wait.
         *
         * @param now of {@link System#nanoTime()}
         */
        default boolean isSlow(long now) {
            return false;
        }

        /** Ends this holder, because it is slow and others wait. It releases its room. */
        default void end() {}
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

        /** Returns the room, or leaves the line. Does nothing the second time. */
        void release() {
            run(giveBack(this));
        }
    }

    /** Reserves room if there is some at once. Returns null otherwise. {@link Holder#granted} is not called. */
    synchronized Reservation tryReserve(String owner, int size) {
        var wanted = new Reservation(owner, size, () -> {});
        if (!fits(wanted)) {
            return null;
        }
        hold(wanted);
        return wanted;
    }

    /**
     * Reserves room. Calls {@link Holder#granted} when there is room: before this method returns, or later on the thread
     * that releases room.
     *
     * @return the reservation; null if too many requests wait
     */
    Reservation reserve(String owner, int size, Holder holder) {
        var wanted = new Reservation(owner, size, holder);
        List<Reservation> granted;
        synchronized (this) {
            if (waiting.size() >= mostWaiting || waitingOf(owner) >= mostWaitingPerOwner) {
                return null;
            }
            waiting.add(wanted);
            granted = grant();
        }
        run(granted);
        return wanted;
    }

    private long waitingOf(String owner) {
        return waiting.stream().filter(it -> it.owner.equals(owner)).count();
    }

    /** Ends the slow holders if others wait. */
    void takeBack(long now) {
        List<Reservation> slow;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            slow = held.stream().filter(it -> it.holder.isSlow(now)).toList();
        }
        slow.forEach(it -> it.holder.end());
    }

    private synchronized List<Reservation> giveBack(Reservation done) {
        if (done.released) {
            return List.of();
        }
        done.released = true;
        if (held.remove(done)) {
            used -= done.size;
            heldByOwner.computeIfPresent(done.owner, (owner, sum) -> sum == done.size ? null : sum - done.size);
        } else {
            waiting.remove(done);
        }
        return grant();
    }

    /** Grants the requests that have room now. A request passes another only if the other's owner has no share left. */
    private List<Reservation> grant() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        var granted = new ArrayList<Reservation>();
        Iterator<Reservation> line = waiting.iterator();
        while (line.hasNext()) {
            Reservation next = line.next();
            if (!hasShare(next)) {
                continue;
            }
            if (!fits(next)) {
                break;
            }
            line.remove();
            hold(next);
            granted.add(next);
        }
        return granted;
    }

    private boolean fits(Reservation wanted) {
        return hasShare(wanted) && used + wanted.size <= most;
    }

    private boolean hasShare(Reservation wanted) {
        return heldByOwner.getOrDefault(wanted.owner, 0L) + wanted.size <= mostPerOwner;
    }

    private void hold(Reservation granted) {
        held.add(granted);
        used += granted.size;
        heldByOwner.merge(granted.owner, (long) granted.size, Long::sum);
    }

    /** Runs outside the lock, because a holder may release its room at once. */
    private static void run(List<Reservation> granted) {
        granted.forEach(reservation -> reservation.holder.granted());
    }
}
