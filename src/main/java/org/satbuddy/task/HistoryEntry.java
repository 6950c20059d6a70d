package org.satbuddy.task;

/**
 * One entry of the history: what a student asked for, or the answer to it.
 *
 * @param role whose entry it is
 * @param task what became of it; completed if the entry is the tutor's
 * @param request what the student asked for
 */
public record HistoryEntry(Turn.Role role, TaskSnapshot task, Request request) {}
