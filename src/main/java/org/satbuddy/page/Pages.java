package org.satbuddy.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rendered pages in every language: the conversation, and the entrance to a lesson. */
final class Pages {

    private static final String CHAT = "chat";
    private static final String PASS = "pass";
    private static final String FOLDER = "/ai/";

    /** The page sets this cookie when the reader chooses a language. */
    private static final String COOKIE = "satbuddy_language";

    private final Languages languages;
    private final Map<String, Map<String, Content>> byNameAndTag;

    private Pages(Languages languages, Map<String, Map<String, Content>> byNameAndTag) {
        this.languages = languages;
        this.byNameAndTag = byNameAndTag;
    }

    /**
     * @param retention how long a conversation is kept after its last activity
     * @throws IllegalStateException if the template has a mark without a value
     */
    static Pages load(PageFiles files, Assets assets, Duration retention) {
        Languages languages = Languages.load(files);
        return new Pages(
                languages,
                Stream.of(CHAT, PASS)
                        .collect(Collectors.toMap(
                                Function.identity(), it -> render(it, files, languages, assets, retention))));
    }

    private static Map<String, Content> render(
            String name, PageFiles files, Languages languages, Assets assets, Duration retention) {
        String template = new String(Assets.read(files, "/WEB-INF/pages/" + name + ".html"), StandardCharsets.UTF_8);
        return languages.all().stream()
                .collect(Collectors.toMap(
                        Language::tag,
                        it -> new Content(
                                "text/html;charset=utf-8",
                                Page.render(template, name + ".js", it, languages, assets, retention)
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Sends the page of the path in the language that the reader has chosen, else in the one that the browser prefers. A
     * page finds its files by relative paths, so it has only one path itself. The others lead there, such as that of the
     * application for people who type no more.
     */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        String name = path.startsWith(FOLDER + PASS) ? PASS : CHAT;
        if (!path.equals(FOLDER + name + "/")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            // Relative, because a proxy may have added to the path. The last segment is replaced.
            response.setHeader("Location", path.length() <= 1 ? "ai/chat/" : name + "/");
            return;
        }
        Language language = languages.choose(chosen(request), request.getHeader("Accept-Language"));
        response.setHeader("Content-Language", language.tag());
        byNameAndTag.get(name).get(language.tag()).write(request, response);
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
