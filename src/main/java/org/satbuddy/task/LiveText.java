package org.satbuddy.task;

import java.util.Optional;

/**
 * The text of one try at an answer, as far as a worker of this JVM has it. It only grows. Knows how much of it was stored,
 * and when more should be.
 */
final class LiveText {

    /** Enough of it to be stored without waiting for its time, in characters. */
    private static final int MUCH = 4_096;

    private final int generation;
    private final StringBuilder text = new StringBuilder();

    /** Half of a character, until the other half arrives; 0 if there is none. */
    private char half;

    private int stored;
    private boolean storing;

    /** What could not be stored, or was without our being told; null if there is nothing of the kind. */
    private Piece doubtful;

    private long waitsSince;

    LiveText(int generation) {
        this.generation = generation;
    }

    /**
     * Some of the text, from a position on.
     *
     * @param doubtful whether it may be stored already: a connection that is lost while a commit is answered leaves that
     *     unknown
     */
    record Piece(int position, String text, boolean doubtful) {

        Piece(int position, String text) {
            this(position, text, false);
        }

        int end() {
            return position + text.length();
        }
    }

    /** The generation of the task that this text belongs to. */
    int generation() {
        return generation;
    }

    /** @param now {@link System#nanoTime()} */
    synchronized void append(String piece, long now) {
        if (text.length() == stored) {
            waitsSince = now;
        }
        if (half != 0) {
            text.append(half);
            half = 0;
        }
        text.append(piece);
        int last = text.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
            half = text.charAt(last);
            text.setLength(last);
        }
    }

    /** What follows a position; empty if there is nothing yet. */
    synchronized String from(int position) {
        return position < text.length() ? text.substring(position) : "";
    }

    synchronized boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether an answer goes on where this text ends. */
    synchronized boolean begins(String answer) {
        return answer.startsWith(text.toString());
    }

    /**
     * What should be stored now, if anything: one piece at a time, of which {@link #stored} or {@link #notStored} must be
     * told.
     *
     * @param now {@link System#nanoTime()}
     * @param pause how long text may wait for more, ns; the first of it a quarter of that, for somebody waits to see it
     */
    synchronized Optional<Piece> toStore(long now, long pause) {
        int waiting = text.length() - stored;
        long wait = stored == 0 ? pause / 4 : pause;
        if (storing || waiting == 0 || (waiting < MUCH && now - waitsSince < wait)) {
            return Optional.empty();
        }
        storing = true;
        return Optional.of(doubtful == null ? new Piece(stored, text.substring(stored)) : doubtful);
    }

    synchronized void stored(Piece piece, long now) {
        stored = piece.end();
        storing = false;
        doubtful = null;
        waitsSince = now;
    }

    /** It is offered again as it is, for others may have read it. */
    synchronized void notStored(Piece piece) {
        storing = false;
        doubtful = new Piece(piece.position(), piece.text(), true);
    }

    /** Whether any of it is in the database, or may be soon. */
    synchronized boolean touchedTheDatabase() {
        return storing || doubtful != null || stored > 0;
    }

    /** As far as it is in the database; null if nothing is. */
    synchronized String storedText() {
        return stored == 0 ? null : text.substring(0, stored);
    }
}
