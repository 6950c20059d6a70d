package org.satbuddy.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.config.AuthMode;

/**
 * Serves the page from the files of a folder, in place of the page's servlets. The files are read at every request, so
 * that an edit is seen at reload. Browsers may not cache them.
 */
final class PageFolderFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ASSETS = "/assets";

    /** The version, which is ignored here, and a path without dot segments. */
    private static final Pattern ASSET = Pattern.compile("/\\w+((?:/[\\w-]+){0,9}/[\\w-]+\\.\\w+)");

    private final transient PageFiles files;
    private final Duration retention;
    private final transient Set<AuthMode> modes;

    /**
     * @param retention the life of a conversation after its last activity
     * @param modes how people come in
     */
    PageFolderFilter(PageFiles files, Duration retention, Set<AuthMode> modes) {
        this.files = files;
        this.retention = retention;
        this.modes = modes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        if (!request.getServletPath().equals(ASSETS)) {
            Pages.load(files, Assets.load(files), retention, modes).write(request, response);
            return;
        }
        Content found = asset(request.getPathInfo());
        if (found == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            found.write(request, response);
        }
    }

    private Content asset(String pathInfo) {
        Matcher path = ASSET.matcher(pathInfo == null ? "" : pathInfo);
        if (!path.matches() || Assets.type(path.group(1)) == null) {
            return null;
        }
        byte[] bytes = Assets.read(files, ASSETS + path.group(1));
        return bytes == null ? null : new Content(Assets.type(path.group(1)), bytes);
    }
}
