package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/**
 * Begins the text of an answer again. The task moves to the next generation, and the stored text is deleted. New text
 * belongs to the new generation.
 */
final class TextRestart {

    private TextRestart() {}

    /**
     * Stores the restart, in the transaction of {@code em}. The same restart may be stored again: if the connection is
     * lost during a commit, the worker does not know whether the commit succeeded.
     *
     * @param text the text of the attempt so far
     * @return the new text, which has no characters yet; empty if another move came first
     */
    static Optional<LiveText> write(EntityManager em, Work work, LiveText text, Lease.Holder holder) {
        int next = nextGeneration(text.generation());
        long runUntil = work.runUntil().toEpochMilli();
        if (!TaskStore.startOver(em, work.id(), text.generation(), next, holder, runUntil)) {
            return Optional.empty();
        }
        TextStore.delete(em, work.id());
        return Optional.of(new LiveText(next));
    }

    /** Whether the task is exactly one generation past the text, so that no other restart came between. */
    static boolean follows(Task task, LiveText text) {
        return task.generation() == nextGeneration(text.generation());
    }

    private static int nextGeneration(int generation) {
        return generation + 1;
    }
}
