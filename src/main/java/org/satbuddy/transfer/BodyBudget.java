package org.satbuddy.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The memory for the bodies of requests. A request reserves the size of its body before the body is read. Without room
 * it waits in line, and its body waits in the network. No thread waits with it.
 */
final class BodyBudget {

    private final long bytes;
    private final long bytesPerOwner;
    private final int mostWaiting;
    private final int mostWaitingPerOwner;

    private final ArrayDeque<Reservation> waiting = new ArrayDeque<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private long used;

    /**
     * @param bytes of all bodies together
     * @param bytesPerOwner of all bodies of one owner; the largest body must fit
     * @param mostWaiting how many requests may wait
     * @param mostWaitingPerOwner how many requests of one owner may wait
     */
    BodyBudget(long bytes, long bytesPerOwner, int mostWaiting, int mostWaitingPerOwner) {
        this.bytes = bytes;
        this.bytesPerOwner = bytesPerOwner;
        this.mostWaiting = mostWaiting;
        this.mostWaitingPerOwner = mostWaitingPerOwner;
    }

    /** Room for one body, or a place in the line for it. */
    final class Reservation {

        private final String owner;
        private final int size;
        private final Runnable whenGranted;
        private boolean granted;
        private boolean released;

        private Reservation(String owner, int size, Runnable whenGranted) {
            this.owner = owner;
            this.size = size;
            this.whenGranted = whenGranted;
        }

        /** Returns the room, or leaves the line. Does nothing the second time. */
        void release() {
            run(giveBack(this));
        }
    }

    /**
     * Reserves room. Calls {@code whenGranted} when there is room: before this method returns, or later on the thread
     * that releases room.
     *
     * @return the reservation; null if too many requests wait
     */
    Reservation reserve(String owner, int size, Runnable whenGranted) {
        var wanted = new Reservation(owner, size, whenGranted);
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

    private synchronized List<Reservation> giveBack(Reservation done) {
        if (done.released) {
            return List.of();
        }
        done.released = true;
        if (!done.granted) {
            waiting.remove(done);
            return grant();
        }
        used -= done.size;
        reserved.computeIfPresent(done.owner, (owner, sum) -> sum == done.size ? null : sum - done.size);
        return grant();
    }

    /** Grants the requests that have room now. A request passes another only if the other's owner has no share left. */
    private List<Reservation> grant() {
        var granted = new ArrayList<Reservation>();
        Iterator<Reservation> line = waiting.iterator();
        while (line.hasNext()) {
            Reservation next = line.next();
            if (reserved.getOrDefault(next.owner, 0L) + next.size > bytesPerOwner) {
                continue;
            }
            if (used + next.size > bytes) {
                break;
            }
            line.remove();
            next.granted = true;
            used += next.size;
            reserved.merge(next.owner, (long) next.size, Long::sum);
            granted.add(next);
        }
        return granted;
    }

    /** Runs outside the lock, because a callback may release its room at once. */
    private static void run(List<Reservation> granted) {
        granted.forEach(reservation -> reservation.whenGranted.run());
    }
}
