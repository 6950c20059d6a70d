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
    private long waitsSince;

    LiveText(int generation) {
        this.generation = generation;
    }

    /** Some of the text, from a position on. */
    record Piece(int position, String text) {

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
     * @param pause how long text may wait for more, ns
     */
    synchronized Optional<Piece> toStore(long now, long pause) {
        int waiting = text.length() - stored;
        if (storing || waiting == 0 || (waiting < MUCH && now - waitsSince < pause)) {
            return Optional.empty();
        }
        storing = true;
        return Optional.of(new Piece(stored, text.substring(stored)));
    }

    synchronized void stored(Piece piece, long now) {
        stored = piece.end();
        storing = false;
        waitsSince = now;
    }

    /** It is offered again. */
    synchronized void notStored() {
        storing = false;
    }

    /** Whether any of it is in the database, or may be soon. */
    synchronized boolean touchedTheDatabase() {
        return storing || stored > 0;
    }

    /** As far as it is in the database; null if nothing is. */
    synchronized String storedText() {
        return stored == 0 ? null : text.substring(0, stored);
    }
}
