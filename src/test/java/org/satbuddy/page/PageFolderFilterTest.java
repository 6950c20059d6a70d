package org.satbuddy.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.AuthMode;

class PageFolderFilterTest {

    private final Webapp webapp = Webapp.real();
    private final PageFolderFilter filter =
            new PageFolderFilter(webapp.context(), Duration.ofHours(1), Set.of(AuthMode.GUEST));
    private final AtomicBoolean passedOn = new AtomicBoolean();

    @Test
    void servesTheFileAsItIsNowUnderAnyVersion() throws Exception {
        webapp.with("/assets/edited.css", "a { color: red }");
        assertThat(text(asset("/0123456789ab/edited.css"))).isEqualTo("a { color: red }");

        webapp.with("/assets/edited.css", "a { color: blue }");
        Exchange edited = asset("/0123456789ab/edited.css");

        assertThat(text(edited)).isEqualTo("a { color: blue }");
        assertThat(edited.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
        assertThat(edited.header("Cache-Control")).isEqualTo("no-store");
        assertThat(passedOn).isFalse();
    }

    @Test
    void servesFilesInSubfolders() throws Exception {
        webapp.with("/assets/deep/er/edited.js", "export {};");

        assertThat(text(asset("/0123456789ab/deep/er/edited.js"))).isEqualTo("export {};");
    }

    @Test
    void rendersThePageFromTheTemplateAsItIsNow() throws Exception {
        webapp.with("/WEB-INF/pages/chat.html", "<link href=\"{{#assets}}/theme.css\">");
        String before = text(page());
        webapp.with("/assets/theme.css", "a { color: blue }");

        Exchange after = page();

        assertThat(text(after))
                .matches("<link href=\"\\.\\./\\.\\./assets/[0-9a-f]{12}/theme.css\">")
                .isNotEqualTo(before);
        assertThat(after.header("Content-Language")).isEqualTo("en");
        assertThat(after.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/1/none.css",
                "/1/../WEB-INF/web.css",
                "/theme.css",
                "/1/theme",
                "/1/theme.html",
                "/1//theme.css"
            })
    void servesNothingElse(String pathInfo) throws Exception {
        webapp.with("/assets/theme.html", "x");

        assertThat(asset(pathInfo).status()).isEqualTo(404);
    }

    @Test
    void passesOnOtherMethods() throws Exception {
        exchange("POST", "/ai/chat/", null);

        assertThat(passedOn).isTrue();
    }

    private Exchange page() throws Exception {
        return exchange("GET", "/ai/chat/", null);
    }

    private Exchange asset(String pathInfo) throws Exception {
        return exchange("GET", "/assets", pathInfo);
    }

    private Exchange exchange(String method, String servletPath, String pathInfo) throws Exception {
        var exchange = new Exchange(method, servletPath, pathInfo);
        filter.doFilter(exchange.request(), exchange.response(), (request, response) -> passedOn.set(true));
        return exchange;
    }

    private static String text(Exchange exchange) {
        return new String(exchange.sent(), UTF_8);
    }
}
