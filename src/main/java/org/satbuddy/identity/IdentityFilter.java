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
import java.util.Map;
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
 * Readiness is an exception, because a load balancer asks for it without an identity, and so is the page on which a code
 * is entered. Administrators' resources are for administrators, and the others are not. An admitted request goes on when
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
    private static final String READINESS = "/ai/ready";
    private static final String ENTRANCE = "/ai/pass";
    private static final String ADMINISTRATION = "/ai/admin/";

    /** From the page, to the page on which a code is entered. Relative, because a proxy may have added to the path. */
    private static final Map<String, String> TO_THE_ENTRANCE = Map.of("/ai/chat", "pass/", "/ai/chat/", "../pass/");

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
        if (!personal || is(READINESS, path)) {
            requests.passWithoutBody(request, response, null, chain);
            return;
        }
        FilterChain refusal = refusal(request, response, path);
        if (refusal == null) {
            requests.pass(request, response, sender(request), chain);
        } else {
            requests.passWithoutBody(request, response, refusal, chain);
        }
    }

    /** Whoever enters a code has no identity yet. */
    private static String sender(HttpServletRequest request) {
        Caller caller = Caller.find(request);
        return caller == null ? request.getRemoteAddr() : caller.sender();
    }

    /** Identifies the caller. Returns null if the request may go on. */
    private FilterChain refusal(HttpServletRequest request, HttpServletResponse response, String path) {
        try {
            csrfGuard.check(request);
            if (isEntrance(path)) {
                return isPassed() ? null : (asked, answer) -> http(answer).sendError(HttpServletResponse.SC_NOT_FOUND);
            }
            Caller caller = authenticator
                    .authenticate(request, response)
                    .orElseThrow(() -> new Denied(Denied.Code.UNAUTHENTICATED, signIn()));
            if ((caller.role() == Role.ADMIN) != path.startsWith(ADMINISTRATION)) {
                throw new Denied(Denied.Code.FORBIDDEN, "This is not allowed.");
            }
            caller.attachTo(request);
            return null;
        } catch (Denied e) {
            return e.code() == Denied.Code.UNAUTHENTICATED && leadsToTheEntrance(request, path)
                    ? (asked, answer) -> redirect(http(answer), TO_THE_ENTRANCE.get(path))
                    : e.response();
        } catch (DatabaseUnavailable e) {
            return ErrorResponse.unavailable(e.getMessage());
        }
    }

    private boolean leadsToTheEntrance(HttpServletRequest request, String path) {
        return isPassed() && TO_THE_ENTRANCE.containsKey(path) && "GET".equals(request.getMethod());
    }

    private static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    private String signIn() {
        return isPassed()
                ? "Your lesson is over, or you have not entered its code yet. Open this page again to enter a code."
                : "Please sign in first.";
    }

    private boolean isPassed() {
        return settings.authModes().contains(AuthMode.CLASS_PASS);
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

    /** Whether the path is this one, with or without a slash at the end. */
    private static boolean is(String wanted, String path) {
        return path.startsWith(wanted)
                && (path.length() == wanted.length()
                        || path.substring(wanted.length()).equals("/"));
    }

    /** The page on which a code is entered, and what it calls. */
    private static boolean isEntrance(String path) {
        return path.startsWith(ENTRANCE)
                && (is(ENTRANCE, path) || is(ENTRANCE + "/enter", path) || is(ENTRANCE + "/leave", path));
    }
}
