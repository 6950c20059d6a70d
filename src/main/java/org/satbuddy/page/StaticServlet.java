package org.satbuddy.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the page's files, and the libraries from WebJars and from mvnpm ({@code /_static}). The paths contain the
 * version, so browsers may cache them for a year.
 */
@WebServlet(
        urlPatterns = {"/assets/*", "/webjars/*", "/_static/*"},
        asyncSupported = true)
public class StaticServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** The version and a name. The number of folders is limited, because matching recurses with each of them. */
    private static final Pattern OWN = Pattern.compile("/(\\w+)/((?:[\\w-]+/){0,3}[\\w-]+\\.\\w+)");

    /** Library, version, and a path without dot segments, with a limited number of folders and extensions. */
    private static final Pattern LIBRARY =
            Pattern.compile("/[\\w-]+/\\d[\\w.-]*(?:/[\\w-]+){0,9}/[\\w-]+(?:\\.[\\w-]+){1,9}");

    @Inject
    transient Assets assets;

    private final transient Map<String, Content> libraries = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String folder = request.getServletPath();
        Content found = path == null
                ? null
                : folder.equals("/assets") ? asset(path, response) : library(folder, path, response);
        if (found == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            found.write(request, response);
        }
    }

    /** A page that was loaded before an update asks by the old version, and gets the current file without caching. */
    private Content asset(String path, HttpServletResponse response) {
        Matcher name = OWN.matcher(path);
        if (!name.matches()) {
            return null;
        }
        Content found = assets.find(name.group(2));
        if (found != null) {
            boolean current = name.group(1).equals(assets.version());
            response.setHeader("Cache-Control", current ? FOREVER : "no-cache");
        }
        return found;
    }

    private Content library(String folder, String path, HttpServletResponse response) {
        String type = Assets.type(path);
        if (type == null || !LIBRARY.matcher(path).matches()) {
            return null;
        }
        // Only files that exist are kept, so that requests for other names cannot fill the memory.
        Content found = libraries.computeIfAbsent(folder + path, it -> {
            byte[] bytes = Assets.read(PageFiles.of(getServletContext()), it);
            return bytes == null ? null : new Content(type, bytes);
        });
        if (found != null) {
            response.setHeader("Cache-Control", FOREVER);
        }
        return found;
    }
}
