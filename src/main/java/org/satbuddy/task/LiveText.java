package org.satbuddy.task;

import java.util.Optional;

/**
 * The text of one try at an answer, as far as a worker of this JVM has received it. It only grows. This class records
 * how much is stored and decides when to store more.
 */
final class LiveText {

    /** The length from which unstored text is stored without waiting, in characters. */
    private static final int STORED_AT_ONCE = 4_096;

    private final int generation;
    private final StringBuilder text = new StringBuilder();

    /** A high surrogate whose low surrogate has not arrived yet; 0 if there is none. */
    private char highSurrogate;

    private int stored;
    private boolean storing;

    /** The piece whose write failed, and which may be stored nevertheless; null if there is none. */
    private Piece doubtful;

    /** The {@link System#nanoTime()} from which the wait of unstored text is measured. */
    private long waitsSince;

    LiveText(int generation) {
        this.generation = generation;
    }

    /**
     * A piece of the text.
     *
     * @param position the offset of its first character in the text
     * @param doubtful whether the piece may already be stored: the outcome of a commit is unknown if the connection is
     *     lost during it
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
        if (highSurrogate != 0) {
            text.append(highSurrogate);
            highSurrogate = 0;
        }
        text.append(piece);
        int last = text.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
            highSurrogate = text.charAt(last);
            text.setLength(last);
        }
    }

    /** Returns the text from a position on; empty if there is none yet. */
    synchronized String from(int position) {
        return position < text.length() ? text.substring(position) : "";
    }

    synchronized boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether an answer begins with this text. */
    synchronized boolean begins(String answer) {
        return answer.startsWith(text.toString());
    }

    /**
     * Returns the piece to store now, if any. No other piece is returned before the caller calls {@link #stored} or
     * {@link #notStored}.
     *
     * @param now {@link System#nanoTime()}
     * @param pause how long text may wait for more text, ns. The first text waits a quarter of this time, because a
     *     student may be waiting.
     */
    synchronized Optional<Piece> toStore(long now, long pause) {
        int waiting = text.length() - stored;
        long wait = stored == 0 ? pause / 4 : pause;
        if (storing || waiting == 0 || (waiting < STORED_AT_ONCE && now - waitsSince < wait)) {
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

    /** Makes {@link #toStore} return this piece again unchanged, because other nodes may already have read it. */
    synchronized void notStored(Piece piece) {
        storing = false;
        doubtful = new Piece(piece.position(), piece.text(), true);
    }

    /** Whether any of the text is or may be in the database, or is being written. */
    synchronized boolean touchedTheDatabase() {
        return storing || doubtful != null || stored > 0;
    }

    /** The part of the text that is in the database; null if none is. */
    synchronized String storedText() {
        return stored == 0 ? null : text.substring(0, stored);
    }
}
