package org.satbuddy.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When those who were put off were told to come again, each at a time of its own. The line is no longer than half a
 * minute, by when more may be known: who would have to stand behind it is told to ask again.
 *
 * <p>Not safe for use by several threads; times are nanoseconds from one beginning.
 */
final class RetrySlots {

    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    /** Who asks again costs the database two statements: no more than fifty a second do. */
    private static final long APART = Duration.ofMillis(20).toNanos();

    /** However many they are. */
    private static final long ASK_AGAIN_WITHIN = Duration.ofMinutes(2).toNanos();

    /** Bells are rung once a second; who is later than this is not waited for. */
    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    private final Deque<Long> slots = new ArrayDeque<>();
    private long lastToAskAgain;

    /**
     * When somebody more should come.
     *
     * @param earliest when there would be room if nobody waited, not before now
     * @param gap that each should keep to the one before
     */
    long reserve(long earliest, long gap, long now) {
        forget(now);
        long slot = slots.isEmpty() ? earliest : Math.max(earliest, slots.peekLast() + gap);
        if (slot - earliest <= LONGEST) {
            slots.addLast(slot);
            return slot;
        }
        long first = earliest + LONGEST / 2;
        long next = Math.max(first, lastToAskAgain + APART);
        lastToAskAgain = next - earliest <= ASK_AGAIN_WITHIN ? next : first;
        return lastToAskAgain;
    }

    /** Somebody came again. Their slot is not known, but then the order is. */
    void arrive(long now) {
        if (due(now) > 0) {
            slots.removeFirst();
        }
    }

    int length() {
        return slots.size();
    }

    /** How many should be here by now. */
    int due(long now) {
        forget(now);
        int due = 0;
        for (long slot : slots) {
            if (slot > now) {
                break;
            }
            due++;
        }
        return due;
    }

    private void forget(long now) {
        while (!slots.isEmpty() && slots.peekFirst() < now - GRACE) {
            slots.removeFirst();
        }
    }
}
