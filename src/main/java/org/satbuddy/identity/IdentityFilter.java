package org.satbuddy.identity;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseUnavailable;

/**
 * Puts the security headers on every response, and lets requests under {@code /ai/} pass only with a {@link Caller}.
 * Readiness is the exception, because a load balancer asks for it without an identity. The body of an admitted request
 * is received before the request goes on. TRACE is refused, because a servlet's default is to send the request's
 * headers back. One filter does all this, because the order of several annotated filters is not defined.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ROOT = "ai";
    private static final String READINESS = "/ai/ready";

    /** Those of the whole application, because this filter does not know the resource. */
    private static final String METHODS = "GET, HEAD, OPTIONS, POST, PATCH, DELETE";

    @Inject
    transient Settings settings;

    @Inject
    transient Authenticator authenticator;

    private transient CsrfGuard csrfGuard;
    private transient RequestBodies bodies;

    @Override
    public void init() {
        csrfGuard = new CsrfGuard(settings.publicUrl().orElse(null));
        bodies = new RequestBodies();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            goOn(request, response, chain);
            return;
        }
        String path = path(request);
        boolean personal = isPersonal(path);
        SecurityHeaders.put(response, request.isSecure(), personal);
        if (request.getMethod().equals("TRACE")) {
            response.setHeader("Allow", METHODS);
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!personal || isReadiness(path)) {
            chain.doFilter(request, response);
        } else if (admits(request, response)) {
            if (RequestBodies.isToCome(request)) {
                bodies.receive(request, response, Caller.of(request).owner());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** Continues with a request whose body has been received. The resource has read it when the chain returns. */
    private static void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(RequestBodies.of(request), response);
        } finally {
            RequestBodies.release(request);
        }
    }

    private boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            csrfGuard.check(request);
            Optional<Caller> caller = authenticator.authenticate(request, response);
            caller.orElseThrow(() -> new Denied(Denied.Code.UNAUTHENTICATED, "Please sign in first."))
                    .attachTo(request);
            return true;
        } catch (Denied e) {
            ErrorResponse.of(e).write(request, response);
        } catch (DatabaseUnavailable e) {
            ErrorResponse.of(e).write(request, response);
        }
        return false;
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

    private static boolean isReadiness(String path) {
        return path.startsWith(READINESS)
                && (path.length() == READINESS.length()
                        || path.substring(READINESS.length()).equals("/"));
    }
}
