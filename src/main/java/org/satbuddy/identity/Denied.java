package org.satbuddy.identity;

/** A request is not let in. The message is a sentence for whoever reads the answer, often an administrator. */
final class Denied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, as the contract's {@code code}. */
    enum Code {
        /** The request was sent by another site's page. */
        CROSS_SITE(403),
        /** Guest mode is for the machine that the server runs on. */
        GUEST_NOT_LOCAL(403),
        /** Nobody could be recognised, and nobody new may be made. */
        UNAUTHENTICATED(401);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Code code;

    Denied(Code code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
