package org.satbuddy.provider;

import java.util.Map;
import java.util.Optional;

/**
 * Leaves out the thoughts that some servers put before the answer, as {@code <think>…</think>}. They are no part of the
 * answer, and in hint mode they would give the solution away. Some servers begin within the thoughts, because the
 * template of the model contains the opening tag.
 */
final class Thoughts {

    private static final Map<String, String> TAGS = Map.of(
            "<think>", "</think>",
            "<thinking>", "</thinking>",
            "<thought>", "</thought>",
            "<reasoning>", "</reasoning>",
            "[THINK]", "[/THINK]",
            "◁think▷", "◁/think▷");

    /** The only tag that templates open. */
    private static final String CLOSING = "</think>";

    private enum State {
        /** Nothing but white space and perhaps the beginning of a tag has come. */
        BEGINNING,
        /** The answer follows after the closing tag, if one comes. */
        WITHIN,
        /** White space before the answer is left out. */
        BEHIND,
        ANSWER
    }

    private final StringBuilder held = new StringBuilder();
    private State state;
    private String closing = CLOSING;
    private boolean opened;
    private boolean closed;

    /** @param opened whether the server is known to begin within the thoughts */
    Thoughts(boolean opened) {
        state = opened ? State.WITHIN : State.BEGINNING;
    }

    /** Returns what of the text so far is known to be part of the answer, and has not been returned before. */
    String pass(String piece) {
        held.append(piece);
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.WITHIN) {
            findEnd();
        }
        if (state == State.BEHIND) {
            held.delete(0, blanks());
            state = held.isEmpty() ? State.BEHIND : State.ANSWER;
        }
        return state == State.ANSWER ? take() : "";
    }

    private void begin() {
        String text = held.substring(blanks());
        Optional<String> tag = TAGS.keySet().stream().filter(text::startsWith).findFirst();
        if (tag.isPresent()) {
            state = State.WITHIN;
            opened = true;
            closing = TAGS.get(tag.get());
        } else if (TAGS.keySet().stream().noneMatch(it -> it.startsWith(text))) {
            state = State.ANSWER;
        }
    }

    private void findEnd() {
        int end = held.indexOf(closing);
        if (end >= 0) {
            held.delete(0, end + closing.length());
            state = State.BEHIND;
            closed = true;
        } else if (opened) {
            // Only the beginning of the closing tag is still of interest.
            held.delete(0, Math.max(0, held.length() - closing.length() + 1));
        }
    }

    /** Returns the rest of an answer that has ended. Without a closing tag there were no thoughts, unless a tag opened. */
    String rest() {
        return state == State.BEHIND || opened && state == State.WITHIN ? "" : take();
    }

    /**
     * Looks for a closing tag in an answer that opened none. Everything before it is thoughts.
     *
     * @param from the part before this position has been searched before
     * @return the position behind the tag; -1 if there is none
     */
    int unopenedEnd(StringBuilder answer, int from) {
        if (opened || closed) {
            return -1;
        }
        int end = answer.indexOf(CLOSING, Math.max(0, from - CLOSING.length()));
        if (end < 0) {
            return -1;
        }
        closed = true;
        state = State.BEHIND;
        return end + CLOSING.length();
    }

    /** Whether there were thoughts without an opening tag. */
    boolean cameFirst() {
        return closed && !opened;
    }

    private int blanks() {
        int at = 0;
        while (at < held.length() && Character.isWhitespace(held.charAt(at))) {
            at++;
        }
        return at;
    }

    private String take() {
        String taken = held.toString();
        held.setLength(0);
        return taken;
    }
}
