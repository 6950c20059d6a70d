package org.satbuddy.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.satbuddy.config.Settings;

/** Serves the pages, in the language that the reader has chosen, else in the one that the browser prefers. */
@WebServlet(
        urlPatterns = {
            "/ai/chat/",
            "/ai/chat",
            "",
            "/ai/pass/",
            "/ai/pass",
            "/login/",
            "/login",
            "/account/",
            "/account",
            "/teach/",
            "/teach",
            "/admin/people/",
            "/admin/people"
        },
        asyncSupported = true,
        loadOnStartup = 1)
public class PageServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Settings settings;

    @Inject
    transient Assets assets;

    private transient Pages pages;

    @Override
    public void init() {
        pages = Pages.load(
                PageFiles.of(getServletContext()), assets, settings.tasks().ttl(), settings.authModes());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.write(request, response);
    }
}
