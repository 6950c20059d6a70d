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
 * The door. Every answer gets the security headers; what is under {@code /ai/} is let through with a {@link Caller} or
 * not at all, save readiness, which a load balancer asks for without being anybody. One filter, because the order of
 * several is not defined.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String DOMAIN = "ai";
    private static final String READINESS = "/ai/ready";

    @Inject
    transient Settings settings;

    @Inject
    transient Authenticator authenticator;

    private transient CrossSite crossSite;

    @Override
    public void init() {
        crossSite = new CrossSite(settings.publicUrl().orElse(null));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        boolean personal = isPersonal(path);
        SecurityHeaders.put(response, request.isSecure(), personal);
        if (!personal || isReadiness(path) || isLetIn(request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean isLetIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            crossSite.check(request);
            Optional<Caller> caller = authenticator.authenticate(request, response);
            caller.orElseThrow(() -> new Denied(Denied.Reason.UNAUTHENTICATED, "Please sign in first."))
                    .attachTo(request);
            return true;
        } catch (Denied e) {
            Problem.of(e).write(request, response);
        } catch (DatabaseUnavailable e) {
            Problem.of(e).write(request, response);
        }
        return false;
    }

    /** As the server resolved it: decoded, without parameters and dot segments. */
    private static String path(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    /** Also with doubled slashes and in capitals, which some router behind us may take for the same. */
    private static boolean isPersonal(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        int end = start + DOMAIN.length();
        return path.regionMatches(true, start, DOMAIN, 0, DOMAIN.length())
                && (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ';');
    }

    private static boolean isReadiness(String path) {
        return path.startsWith(READINESS)
                && (path.length() == READINESS.length()
                        || path.substring(READINESS.length()).equals("/"));
    }
}
