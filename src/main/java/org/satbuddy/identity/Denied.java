package org.satbuddy.identity;

import java.util.Locale;
import org.satbuddy.transfer.ErrorResponse;

/** Thrown when a request is refused. The message is a sentence for the client, often read by an administrator. */
final class Denied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@code code} of the HTTP contract, in capitals, with its status. */
    enum Code {
        /** Another site's page sent the request. */
        CROSS_SITE(403),
        /** Guest mode serves only the machine that the server runs on. */
        GUEST_NOT_LOCAL(403),
        /** The caller has another role. */
        FORBIDDEN(403),
        /** The access token is for other operations. */
        INSUFFICIENT_SCOPE(403),
        /** Somebody else knows the caller's password. */
        PASSWORD_CHANGE_REQUIRED(403),
        /** The caller could not be identified and may not get a new identity. */
        UNAUTHENTICATED(401);

        private final int status;

        Code(int status) {
            this.status = status;
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

    ErrorResponse response() {
        String title = code == Code.UNAUTHENTICATED ? "Unauthorized" : "Forbidden";
        return new ErrorResponse(code.status, title, code.name().toLowerCase(Locale.ROOT), getMessage());
    }
}
