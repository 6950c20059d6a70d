package org.satbuddy.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rendered page in every language. */
final class Pages {

    private static final String TEMPLATE = "/WEB-INF/pages/chat.html";

    /** The page sets this cookie when the reader chooses a language. */
    private static final String COOKIE = "satbuddy_language";

    private final Languages languages;
    private final Map<String, Content> byTag;

    private Pages(Languages languages, Map<String, Content> byTag) {
        this.languages = languages;
        this.byTag = byTag;
    }

    /**
     * @param retention how long a conversation is kept after its last activity
     * @throws IllegalStateException if the template has a mark without a value
     */
    static Pages load(PageFiles files, Assets assets, Duration retention) {
        Languages languages = Languages.load(files);
        String template = new String(Assets.read(files, TEMPLATE), StandardCharsets.UTF_8);
        return new Pages(
                languages,
                languages.all().stream()
                        .collect(Collectors.toMap(
                                Language::tag,
                                it -> new Content(
                                        "text/html;charset=utf-8",
                                        Page.render(template, it, languages, assets, retention)
                                                .getBytes(StandardCharsets.UTF_8)))));
    }

    /**
     * Sends the page in the language that the reader has chosen, else in the one that the browser prefers. The page finds
     * its files by relative paths, so it has only one path itself. The others lead there, such as that of the application
     * for people who type no more.
     */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals(PageServlet.PATH)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            // Relative, because a proxy may have added to the path. The last segment is replaced.
            response.setHeader("Location", request.getServletPath().length() <= 1 ? "ai/chat/" : "chat/");
            return;
        }
        Language language = languages.choose(chosen(request), request.getHeader("Accept-Language"));
        response.setHeader("Content-Language", language.tag());
        byTag.get(language.tag()).write(request, response);
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
