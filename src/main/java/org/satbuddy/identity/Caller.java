package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The identified sender of a request. Every request under {@code /ai/} that passes the identity filter has one, except
 * {@code /ai/ready}.
 *
 * @param owner the id under which all of the caller's data is stored
 * @param address the remote address, for limits per address
 * @param isNew whether this request made the identity, as any request can
 * @param role what the caller may do
 */
public record Caller(String owner, String address, boolean isNew, Role role) {

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller(String owner, String address) {
        this(owner, address, false);
    }

    Caller(String owner, String address, boolean isNew) {
        this(owner, address, isNew, Role.STUDENT);
    }

    /** Whose share of the server the request takes. Newcomers share that of their address. */
    public String sender() {
        return isNew ? address : owner;
    }

    /** Null if nobody was identified. */
    static Caller find(HttpServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }

    /** The caller of a request that passed the identity filter. */
    public static Caller of(HttpServletRequest request) {
        Caller caller = find(request);
        if (caller == null) {
            throw new IllegalStateException("a request reached a resource without an identity");
        }
        return caller;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
