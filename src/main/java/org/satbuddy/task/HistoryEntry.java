package org.satbuddy.task;

/**
 * One entry of the history: a student's request or the tutor's answer.
 *
 * @param role the student or the tutor
 * @param task the task of the request; completed if the entry is the tutor's
 * @param request the student's request, also if the entry is the tutor's
 */
public record HistoryEntry(Turn.Role role, TaskSnapshot task, Request request) {}
