package org.satbuddy.admin;

/** This server would lose work or break a promise. The message is one sentence that tells an administrator what to change. */
final class RefusedToStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedToStart(String sentence) {
        super(sentence);
    }

    RefusedToStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
