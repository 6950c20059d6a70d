package org.satbuddy.identity;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.transfer.ErrorResponse;
import org.satbuddy.transfer.IncomingRequests;
import org.satbuddy.transfer.ResponseBodies;

/**
 * Puts the security headers on every response, and lets requests under {@code /ai/} pass only with a {@link Caller}.
 * Readiness is an exception, because a load balancer asks for it without an identity, and so is what lets people in.
 * {@link Access} says who may call what. An admitted request goes on when
 * its body is here and its sender has a turn, and every response is sent without a thread that waits for it. TRACE is
 * refused, because a servlet's default is to send the request's headers back. One filter does all this, because the
 * order of several annotated filters is not defined.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ROOT = "ai";

    /** The pages that lead to an entrance instead of being refused. */
    private static final Set<String> PAGES = Set.of("/ai/chat", "/ai/chat/");

    /** Those of the whole application, because this filter does not know the resource. */
    private static final String METHODS = "GET, HEAD, OPTIONS, POST, PATCH, DELETE";

    @Inject
    transient Settings settings;

    @Inject
    transient Authenticator authenticator;

    @Resource
    transient ManagedThreadFactory threads;

    private transient TrustedProxies proxies;
    private transient CsrfGuard csrfGuard;
    private transient ScheduledExecutorService timer;
    private transient IncomingRequests requests;

    @Override
    public void init() {
        start(threads);
    }

    void start(ThreadFactory factory) {
        proxies = new TrustedProxies(settings.proxies());
        csrfGuard = new CsrfGuard(settings.publicUrl().orElse(null));
        timer = Executors.newSingleThreadScheduledExecutor(factory);
        requests = new IncomingRequests(timer, new ResponseBodies(timer));
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    @Override
    protected void doFilter(HttpServletRequest received, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (received.getDispatcherType() == DispatcherType.ASYNC) {
            requests.goOn(received, response, chain);
            return;
        }
        HttpServletRequest request = proxies.seenThrough(received);
        String path = path(request);
        boolean personal = isPersonal(path);
        SecurityHeaders.put(response, request.isSecure(), personal);
        if (request.getMethod().equals("TRACE")) {
            response.setHeader("Allow", METHODS);
            requests.passWithoutBody(
                    request,
                    response,
                    (asked, answer) -> http(answer).sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED),
                    chain);
            return;
        }
        if (!personal || Access.isOpen(path)) {
            requests.passWithoutBody(request, response, null, chain);
            return;
        }
        FilterChain refusal = refusal(request, response, path);
        if (refusal == null) {
            requests.pass(request, response, Access.work(request.getMethod(), path), sender(request), chain);
        } else {
            requests.passWithoutBody(request, response, refusal, chain);
        }
    }

    /** Whoever enters a code has no identity yet. */
    private String sender(HttpServletRequest request) {
        Caller caller = Caller.find(request);
        return caller == null ? authenticator.sender(request) : caller.sender();
    }

    /** Identifies the caller. Returns null if the request may go on. */
    private FilterChain refusal(HttpServletRequest request, HttpServletResponse response, String path) {
        try {
            csrfGuard.check(request);
            Set<AuthMode> entrance = Access.entrance(request.getMethod(), path);
            if (entrance != null) {
                return entrance.stream().anyMatch(this::has)
                        ? null
                        : (asked, answer) -> http(answer).sendError(HttpServletResponse.SC_NOT_FOUND);
            }
            Caller caller = authenticator
                    .authenticate(request, response)
                    .orElseThrow(() -> new Denied(Denied.Code.UNAUTHENTICATED, signIn()));
            Access.require(caller, request.getMethod(), path);
            caller.attachTo(request);
            return null;
        } catch (Denied e) {
            return leadsElsewhere(e, request, path)
                    ? (asked, answer) -> redirect(http(answer), entrance(e, path))
                    : e.response();
        } catch (DatabaseUnavailable e) {
            return ErrorResponse.unavailable(e.getMessage());
        }
    }

    private boolean leadsElsewhere(Denied refusal, HttpServletRequest request, String path) {
        boolean bySigningIn = refusal.code() == Denied.Code.PASSWORD_CHANGE_REQUIRED
                || (refusal.code() == Denied.Code.UNAUTHENTICATED
                        && (has(AuthMode.CLASS_PASS) || settings.hasAccounts()));
        return bySigningIn && PAGES.contains(path) && "GET".equals(request.getMethod());
    }

    /** Relative, because a proxy may have added to the path. The page of the code has a link to the other one. */
    private String entrance(Denied refusal, String path) {
        boolean byCode = has(AuthMode.CLASS_PASS) && refusal.code() == Denied.Code.UNAUTHENTICATED;
        return (path.endsWith("/") ? "../" : "") + (byCode ? "pass/" : "../login/");
    }

    private static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    private String signIn() {
        return has(AuthMode.CLASS_PASS) || settings.hasAccounts()
                ? "Your session or lesson is over, or you are not in yet. Open this page again to come in."
                : "Please sign in first.";
    }

    private boolean has(AuthMode mode) {
        return settings.authModes().contains(mode);
    }

    private static HttpServletResponse http(ServletResponse response) {
        return (HttpServletResponse) response;
    }

    /** The path as the server resolved it: decoded, without parameters and dot segments. */
    private static String path(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    /** Also matches doubled slashes and capitals, which a component behind this filter might treat as the same path. */
    private static boolean isPersonal(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        int end = start + ROOT.length();
        return path.regionMatches(true, start, ROOT, 0, ROOT.length())
                && (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ';');
    }
}
