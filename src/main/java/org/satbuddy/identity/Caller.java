package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who is asking. Every request that reaches a resource under {@code /ai/} has one, except those that need none
 * ({@code /ai/ready}).
 *
 * @param owner the id under which everything of theirs is kept
 * @param address the remote address, for limits per address
 */
public record Caller(String owner, String address) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller of a request that passed the identity filter. */
    public static Caller of(HttpServletRequest request) {
        var caller = (Caller) request.getAttribute(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("a request reached a resource without an identity");
        }
        return caller;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
