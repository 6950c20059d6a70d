package org.satbuddy.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.account.Role;
import org.satbuddy.account.Scope;
import org.satbuddy.config.AuthMode;
import org.satbuddy.transfer.IncomingRequests;

/**
 * Who may call what below {@code /ai/}: one table for all resources, streams and pages. What it does not name is for
 * everybody who is identified, and each resource shows only what is the caller's own.
 */
final class Access {

    private static final String READINESS = "/ai/ready";
    private static final String ADMINISTRATION = "/ai/admin";
    private static final String ACCOUNT = "/ai/account";
    private static final String PASSWORD = "/ai/account/password";

    private static final String SESSION = "/ai/session";
    private static final String PROVIDER = "/ai/session/provider";

    private static final Set<AuthMode> BY_CODE = EnumSet.of(AuthMode.CLASS_PASS);
    private static final Set<AuthMode> BY_PASSWORD = EnumSet.of(AuthMode.LOCAL);
    private static final Set<AuthMode> BY_PROVIDER = EnumSet.of(AuthMode.OIDC);
    private static final Set<AuthMode> BY_ACCOUNT = EnumSet.of(AuthMode.LOCAL, AuthMode.OIDC);

    /** Those by which people come in and go out, and the modes that have each. */
    private static final Map<String, Set<AuthMode>> ENTRANCES = Map.of(
            "/ai/pass",
            BY_CODE,
            "/ai/pass/enter",
            BY_CODE,
            "/ai/pass/leave",
            BY_CODE,
            SESSION,
            BY_ACCOUNT,
            PROVIDER,
            BY_PROVIDER,
            PROVIDER + "/return",
            BY_PROVIDER,
            PROVIDER + "/logout",
            BY_PROVIDER);

    /** What is below {@link #ADMINISTRATION} and not here is for administrators. */
    private static final Map<String, Set<Role>> ADMINISTRATORS = Map.of(
            "/ai/admin/ai", EnumSet.of(Role.TEACHER, Role.ADMIN),
            "/ai/admin/passes", EnumSet.of(Role.TEACHER, Role.ADMIN),
            "/ai/admin/audit", EnumSet.of(Role.ADMIN, Role.SECURITY));

    private static final Set<String> HASHING = Set.of(SESSION, PASSWORD);

    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private Access() {}

    static boolean isOpen(String path) {
        return READINESS.equals(withoutSlash(path));
    }

    /** The modes that let people in on this path; null if it is no entrance. */
    static Set<AuthMode> entrance(String method, String path) {
        String plain = withoutSlash(path);
        // Everybody with an account signs out there.
        return method.equals("POST") && plain.equals(SESSION) ? BY_PASSWORD : ENTRANCES.get(plain);
    }

    /** Each password that is tried takes a processor for a fifth of a second. Whoever signs out may be led elsewhere. */
    static IncomingRequests.Work work(String method, String path) {
        String plain = plain(path);
        if (method.equals("POST") && HASHING.contains(plain)) {
            return IncomingRequests.Work.PASSWORD;
        }
        boolean asksProvider = isWithin(PROVIDER, plain) || (method.equals("DELETE") && plain.equals(SESSION));
        return asksProvider ? IncomingRequests.Work.IDENTITY_PROVIDER : IncomingRequests.Work.SHORT;
    }

    /** @throws Denied if the caller may not call this */
    static void require(Caller caller, String method, String path) {
        String plain = plain(path);
        if (caller.scopes() != null && !isGranted(caller.scopes(), method, plain)) {
            throw new Denied(Denied.Code.INSUFFICIENT_SCOPE, "This access token is for other operations.");
        }
        boolean mustChange =
                caller.signedIn() != null && caller.signedIn().account().mustChange();
        if (mustChange && !plain.equals(ACCOUNT) && !plain.equals(PASSWORD)) {
            throw new Denied(Denied.Code.PASSWORD_CHANGE_REQUIRED, "Please choose a password of your own first.");
        }
        boolean allowed =
                isWithin(ADMINISTRATION, plain) ? administrators(plain).contains(caller.role()) : !caller.isOperator();
        boolean hasAccount = caller.signedIn() != null || !isWithin(ACCOUNT + "/", plain);
        if (!allowed || !hasAccount) {
            throw new Denied(Denied.Code.FORBIDDEN, "This is not allowed.");
        }
    }

    /** Programs read who they act for, and nothing else of an account. Whoever may ask may also read. */
    private static boolean isGranted(Set<Scope> scopes, String method, String path) {
        if (isWithin(ADMINISTRATION, path)) {
            return scopes.contains(Scope.MANAGE);
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (isWithin(ACCOUNT, path)) {
            return reads && path.equals(ACCOUNT);
        }
        return scopes.contains(Scope.ASK) || (reads && scopes.contains(Scope.READ));
    }

    private static Set<Role> administrators(String path) {
        return ADMINISTRATORS.entrySet().stream()
                .filter(it -> isWithin(it.getKey(), path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(EnumSet.of(Role.ADMIN));
    }

    private static boolean isWithin(String area, String path) {
        return path.startsWith(area)
                && (path.length() == area.length() || area.endsWith("/") || path.charAt(area.length()) == '/');
    }

    /** In the strictest reading: whatever a component behind the filter might take for the same path is the same. */
    private static String plain(String path) {
        return withoutSlash(SLASHES.matcher(path.toLowerCase(Locale.ROOT)).replaceAll("/"));
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
