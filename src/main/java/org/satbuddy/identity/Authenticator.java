package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Finds out who is asking, in the way that {@code satbuddy.auth.mode} chooses. */
interface Authenticator {

    /**
     * Who sent the request. May put a new identity into the response's headers; never commits the response.
     *
     * @return empty if nobody can be recognised, which is answered with 401
     * @throws Denied if this mode does not serve such a request at all
     */
    Optional<Caller> authenticate(HttpServletRequest request, HttpServletResponse response);
}
