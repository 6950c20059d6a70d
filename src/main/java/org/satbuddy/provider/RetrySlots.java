package org.satbuddy.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives each held call a time slot of its own to retry in. Slots span no more than half a minute, because more may
 * be known by then. A call that finds no slot gets a time to ask again.
 *
 * <p>Not thread-safe. Times are nanoseconds since one common start.
 */
final class RetrySlots {

    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    /** A task that asks again costs the database two statements. At most fifty tasks a second do. */
    private static final long APART = Duration.ofMillis(20).toNanos();

    /** The latest time to ask again, however many calls wait. */
    private static final long ASK_AGAIN_WITHIN = Duration.ofMinutes(2).toNanos();

    /** Due tasks are looked for once a second. A slot expires if its call is later than this. */
    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    private final Deque<Long> slots = new ArrayDeque<>();
    private long lastToAskAgain;

    /**
     * Returns when one more call should retry.
     *
     * @param earliest when there would be room if no call waited; not before now
     * @param gap the least time after the slot before
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

    /** Records that a held call came again. Which slot was its own is unknown, so the first due slot is taken. */
    void arrive(long now) {
        if (due(now) > 0) {
            slots.removeFirst();
        }
    }

    int length() {
        return slots.size();
    }

    /** The number of calls whose slot has begun and that have not come yet. */
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
