package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/**
 * Begins the text of an answer again: the task moves to the next generation, the stored text is deleted, and what is
 * written from then on belongs to the new generation. This class alone knows which generation follows another.
 */
final class TextRestart {

    private TextRestart() {}

    /**
     * Writes the restart down, in the transaction of {@code em}. It succeeds once more for the same restart, because a
     * worker does not learn of a commit if the connection is lost as it is answered.
     *
     * @param text the text of the attempt so far
     * @return the empty text of the next generation; empty if somebody else moved the task first
     */
    static Optional<LiveText> write(EntityManager em, Work work, LiveText text, Lease.Holder holder) {
        int next = after(text.generation());
        long runUntil = work.runUntil().toEpochMilli();
        if (!TaskStore.startOver(em, work.id(), text.generation(), next, holder, runUntil)) {
            return Optional.empty();
        }
        TextStore.delete(em, work.id());
        return Optional.of(new LiveText(next));
    }

    /** Whether a task is exactly one generation past a text: nobody began the text again in between. */
    static boolean follows(Task task, LiveText text) {
        return task.generation() == after(text.generation());
    }

    private static int after(int generation) {
        return generation + 1;
    }
}
