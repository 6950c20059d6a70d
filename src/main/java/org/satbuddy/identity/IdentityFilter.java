package org.satbuddy.identity;

import jakarta.inject.Inject;
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
 * Readiness is the exception, because a load balancer asks for it without an identity. There is one filter, because the
 * order of several annotated filters is not defined.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ROOT = "ai";
    private static final String READINESS = "/ai/ready";

    @Inject
    transient Settings settings;

    @Inject
    transient Authenticator authenticator;

    private transient CsrfGuard csrfGuard;

    @Override
    public void init() {
        csrfGuard = new CsrfGuard(settings.publicUrl().orElse(null));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        boolean personal = isPersonal(path);
        SecurityHeaders.put(response, request.isSecure(), personal);
        if (!personal || isReadiness(path) || admits(request, response)) {
            chain.doFilter(request, response);
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
