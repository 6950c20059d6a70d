package org.satbuddy.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.config.Settings;

/** Serves the page in the language that the reader has chosen, else in the one that the browser prefers. */
@WebServlet(
        urlPatterns = {"/ai/chat", "/ai/chat/"},
        loadOnStartup = 1)
public class PageServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    private static final String TEMPLATE = "/WEB-INF/pages/chat.html";

    /** The page sets this cookie when the reader chooses a language. */
    private static final String COOKIE = "satbuddy_language";

    @Inject
    transient Settings settings;

    @Inject
    transient Assets assets;

    private transient Languages languages;
    private transient Map<String, Content> pages;

    @Override
    public void init() {
        languages = Languages.load(getServletContext());
        String template = new String(Assets.read(getServletContext(), TEMPLATE), StandardCharsets.UTF_8);
        pages = languages.all().stream()
                .collect(Collectors.toMap(
                        Language::tag,
                        it -> new Content(
                                "text/html;charset=utf-8",
                                Page.render(
                                                template,
                                                it,
                                                languages,
                                                assets,
                                                settings.tasks().ttl())
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Language language = languages.choose(chosen(request), request.getHeader("Accept-Language"));
        response.setHeader("Content-Language", language.tag());
        pages.get(language.tag()).write(request, response);
    }

    private static String chosen(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(it -> it.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }
}
