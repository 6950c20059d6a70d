package org.satbuddy.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.satbuddy.account.AccessTokens;
import org.satbuddy.account.Account;
import org.satbuddy.account.Role;
import org.satbuddy.account.Scope;
import org.satbuddy.account.Sessions.SignedIn;
import org.satbuddy.audit.Actor;

/**
 * The identified sender of a request. Every request under {@code /ai/} that passes the identity filter has one, except
 * {@code /ai/ready} and those by which people come in.
 *
 * @param owner the id under which all of the caller's data is stored
 * @param address the remote address, for limits per address
 * @param isNew whether this request made the identity, as any request can
 * @param role what the caller may do
 * @param signedIn null if the caller has no account
 * @param scopes to which a program is limited; null for people, and for programs without an account
 */
public record Caller(String owner, String address, boolean isNew, Role role, SignedIn signedIn, Set<Scope> scopes) {

    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String ACCOUNT = "user-";

    public Caller(String owner, String address) {
        this(owner, address, false);
    }

    Caller(String owner, String address, boolean isNew) {
        this(owner, address, isNew, Role.STUDENT, null, null);
    }

    /** The owner of what the person with this account stores. */
    public static String ownerOf(String account) {
        return ACCOUNT + account;
    }

    /** The id of the account; empty if the owner has none. */
    public static Optional<String> accountOf(String owner) {
        return owner.startsWith(ACCOUNT) ? Optional.of(owner.substring(ACCOUNT.length())) : Optional.empty();
    }

    static Caller of(SignedIn signedIn, String address) {
        Account account = signedIn.account();
        return new Caller(ownerOf(account.id()), address, false, account.role(), signedIn, null);
    }

    /** A program that acts for a person. It has no session. */
    static Caller of(AccessTokens.Granted granted, String address) {
        return new Caller(
                ownerOf(granted.account().id()),
                address,
                false,
                granted.account().role(),
                new SignedIn(null, granted.account()),
                granted.token().scopes());
    }

    /** The holder of the installation's token, who manages the installation and asks nothing. */
    static Caller operator(String address) {
        return new Caller(Actor.OPERATOR, address, false, Role.ADMIN, null, null);
    }

    boolean isOperator() {
        return owner.equals(Actor.OPERATOR);
    }

    /** Whose share of the server the request takes. Newcomers share that of their address. */
    public String sender() {
        return isNew ? address : owner;
    }

    /** For the record of what was done. */
    public Actor actor() {
        return new Actor(signedIn == null ? owner : signedIn.account().id(), address);
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
