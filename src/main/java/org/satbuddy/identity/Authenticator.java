package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Identifies the caller of a request in the modes that {@code satbuddy.auth.modes} selects. */
interface Authenticator {

    /**
     * Identifies the caller. May add a cookie with a new identity to the response; never commits the response.
     *
     * @return empty if the caller cannot be identified, which the filter answers with 401
     * @throws Denied if no mode serves such a request
     */
    Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response);

    /** Whose share of the server a request takes that is sent to come in. */
    default String sender(HttpServletRequest request) {
        return request.getRemoteAddr();
    }
}
