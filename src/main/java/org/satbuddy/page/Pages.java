package org.satbuddy.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.config.AuthMode;

/** The rendered pages in every language. */
final class Pages {

    private static final String CHAT = "/ai/chat/";

    /** The name of each page, by its path. */
    private static final Map<String, String> NAMES = Map.of(
            CHAT,
            "chat",
            "/ai/pass/",
            "pass",
            "/login/",
            "login",
            "/account/",
            "account",
            "/teach/",
            "teach",
            "/admin/people/",
            "people");

    private static final Pattern PART = Pattern.compile("\\{\\{>(\\w+)\\}\\}");

    /** The page sets this cookie when the reader chooses a language. */
    private static final String COOKIE = "satbuddy_language";

    private final Languages languages;
    private final Map<String, Map<String, Content>> byPathAndTag;

    private Pages(Languages languages, Map<String, Map<String, Content>> byPathAndTag) {
        this.languages = languages;
        this.byPathAndTag = byPathAndTag;
    }

    /**
     * @param retention how long a conversation is kept after its last activity
     * @param modes how people come in
     * @throws IllegalStateException if the template has a mark without a value
     */
    static Pages load(PageFiles files, Assets assets, Duration retention, Set<AuthMode> modes) {
        Languages languages = Languages.load(files);
        var page = new Page(languages, assets, retention, modes);
        return new Pages(
                languages,
                NAMES.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), path -> render(path, files, page, languages))));
    }

    /** Those of all pages, and those that lead there because they lack the slash. */
    static Stream<String> paths() {
        return NAMES.keySet().stream().flatMap(it -> Stream.of(it, it.substring(0, it.length() - 1)));
    }

    private static Map<String, Content> render(String path, PageFiles files, Page page, Languages languages) {
        String name = NAMES.get(path);
        String template = template(files, name);
        return languages.all().stream()
                .collect(Collectors.toMap(
                        Language::tag,
                        it -> new Content(
                                "text/html;charset=utf-8",
                                page.render(template, path, name, it).getBytes(StandardCharsets.UTF_8))));
    }

    /** A template, with the parts that it shares with others in place of {@code {{>part}}}. */
    static String template(PageFiles files, String name) {
        return PART.matcher(text(files, name))
                .replaceAll(part -> Matcher.quoteReplacement(
                        text(files, "parts/" + part.group(1)).stripTrailing()));
    }

    private static String text(PageFiles files, String name) {
        return new String(Assets.read(files, "/WEB-INF/pages/" + name + ".html"), StandardCharsets.UTF_8);
    }

    /**
     * Sends the page of the path in the language that the reader has chosen, else in the one that the browser prefers. A
     * page finds its files by relative paths, so it has only one path itself. The others lead there, such as that of the
     * application for people who type no more.
     */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        Map<String, Content> page = byPathAndTag.get(path);
        if (page == null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            // Relative, because a proxy may have added to the path. The last segment is replaced.
            String relative = path.length() <= 1 ? CHAT.substring(1) : path.substring(path.lastIndexOf('/') + 1) + "/";
            response.setHeader("Location", relative);
            return;
        }
        Language language = languages.choose(chosen(request), request.getHeader("Accept-Language"));
        response.setHeader("Content-Language", language.tag());
        page.get(language.tag()).write(request, response);
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
