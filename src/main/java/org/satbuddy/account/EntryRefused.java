package org.satbuddy.account;

/** Somebody cannot come in, or cannot have such an account. The message is a sentence for that person. */
public final class EntryRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@code code} of the HTTP contract, in capitals, with its status. */
    public enum Reason {
        UNKNOWN_PASS(404, 0, "There is no lesson with this code. Please compare it with your teacher's."),
        PASS_NOT_OPEN(403, 0, "This lesson has not begun yet, or is over."),
        PASS_FULL(403, 0, "All seats of this lesson are taken. Please tell your teacher."),
        TOO_MANY_CODES(429, 60, "Too many wrong codes were tried from your network. Please wait a minute."),
        /** The same for a name that nobody has. */
        WRONG_SIGN_IN(403, 0, "The name or the password is wrong."),
        TOO_MANY_SIGN_INS(
                429,
                15 * 60,
                "Too many wrong passwords were tried for this name. Please use a device on which you have signed in"
                        + " before, or wait."),
        ACCOUNT_DISABLED(403, 0, "This account is switched off. Please ask your school."),
        SIGN_IN_EXPIRED(403, 0, "This sign-in took too long, or was begun in another window. Please begin again."),
        SIGN_IN_CANCELLED(403, 0, "The sign-in was cancelled."),
        SIGN_IN_FAILED(403, 0, "Your school's sign-in service did not let you in. Please tell your school."),
        SIGN_IN_UNAVAILABLE(
                503, 60, "Your school's sign-in service cannot be reached at the moment. Please try again soon."),
        NOT_OF_SCHOOL(403, 0, "This account does not belong to the school. Please sign in with your school account."),
        /** Who signs in elsewhere has no password here. */
        NO_PASSWORD(409, 0, "This person signs in with the school's sign-in service, and has no password here."),
        UNUSABLE_PASSWORD(
                400, 0, "Please choose a password of 10 to 128 characters that is neither your name nor one pattern."),
        TOO_MANY_TOKENS(409, 0, "You have many access tokens. Please revoke one that you do not use."),
        NAME_TAKEN(409, 0, "There is an account with this name already.");

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

    public EntryRefused(Reason reason) {
        super(reason.sentence, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
