package org.satbuddy.identity;

/** A code lets nobody in. The message is a sentence for the student. */
public final class PassRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@code code} of the HTTP contract, in capitals, with its status. */
    public enum Reason {
        UNKNOWN_PASS(404, 0, "There is no lesson with this code. Please compare it with your teacher's."),
        PASS_NOT_OPEN(403, 0, "This lesson has not begun yet, or is over."),
        PASS_FULL(403, 0, "All seats of this lesson are taken. Please tell your teacher."),
        TOO_MANY_CODES(429, 60, "Too many wrong codes were tried from your network. Please wait a minute.");

        private final int status;
        private final int retryAfterSeconds;
        private final String sentence;

        Reason(int status, int retryAfterSeconds, String sentence) {
            this.status = status;
            this.retryAfterSeconds = retryAfterSeconds;
            this.sentence = sentence;
        }

        public int status() {
            return status;
        }

        /** 0 if waiting does not help. */
        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    private final Reason reason;

    PassRefused(Reason reason) {
        super(reason.sentence, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
