package org.satbuddy.admin;

/**
 * Thrown when this server cannot process tasks safely. The message is one sentence for an administrator: what to
 * change.
 */
final class RefusedToStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedToStart(String sentence) {
        super(sentence);
    }

    RefusedToStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
