package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfGuardTest {

    private final CsrfGuard byHost = new CsrfGuard(null);
    private final CsrfGuard behindProxy = new CsrfGuard(URI.create("https://tutor.school.example/"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, let in
                "same-origin, -, true",
                "none, -, true",
                "same-site, -, false",
                "cross-site, -, false",
                "SAME-ORIGIN, -, false",
                "'', -, false",
                "same-origin, https://evil.example, true",
                "cross-site, http://localhost:8080, false",
                "-, http://localhost:8080, true",
                "-, http://LOCALHOST:8080, true",
                "-, https://localhost:8080, true",
                "-, http://localhost, false",
                "-, http://localhost:8081, false",
                "-, http://localhost:8080.evil.example, false",
                "-, http://evil.example, false",
                "-, localhost:8080, false",
                "-, null, false",
                "-, '', false",
                "-, -, true"
            })
    void refusesUnsafeRequestsFromOtherOrigins(String site, String origin, boolean letIn) {
        FakeRequest request =
                new FakeRequest().method("POST").header("Sec-Fetch-Site", site).header("Origin", origin);
        assertThat(letsIn(byHost, request)).isEqualTo(letIn);
    }

    @ParameterizedTest
    @CsvSource({
        "https://tutor.school.example, true",
        "https://TUTOR.school.example, true",
        "http://tutor.school.example, false",
        "https://tutor.school.example:8443, false",
        "http://localhost:8080, false"
    })
    void comparesTheOriginWithThePublicUrlIfSet(String origin, boolean letIn) {
        FakeRequest request = new FakeRequest().method("POST").header("Origin", origin);
        assertThat(letsIn(behindProxy, request)).isEqualTo(letIn);
    }

    @Test
    void ignoresTheDefaultPortOfThePublicUrl() {
        FakeRequest request = new FakeRequest().method("POST").header("Origin", "https://tutor.school.example");
        assertThat(letsIn(new CsrfGuard(URI.create("https://tutor.school.example:443")), request))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "post", "PROPFIND"})
    void treatsUnknownMethodsAsUnsafe(String method) {
        assertThat(letsIn(byHost, new FakeRequest().method(method).header("Sec-Fetch-Site", "cross-site")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void allowsSafeRequestsFromOtherSites(String method) {
        assertThat(letsIn(byHost, new FakeRequest().method(method).header("Sec-Fetch-Site", "cross-site")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/task/1/events", "/ai/task/1/events/"})
    void guardsStreamsByPathWhateverTheAcceptHeader(String path) {
        var stream = new FakeRequest().path(path).header("Accept", "*/*");

        assertThat(letsIn(byHost, stream)).isTrue();
        assertThat(letsIn(byHost, stream.header("Sec-Fetch-Site", "same-site"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "events, Accept, text/event-stream",
        "events, Accept, 'text/html, TEXT/Event-Stream;q=0.5'",
        "ws, Upgrade, websocket"
    })
    void refusesStreamsToOtherOrigins(String stream, String header, String value) {
        var request = new FakeRequest().path("/ai/task/1/" + stream).header(header, value);

        assertThat(letsIn(byHost, request.header("Origin", "http://localhost:3000")))
                .isFalse();
        assertThat(letsIn(byHost, request.header("Origin", "http://localhost:8080")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, true",
                "same-origin, cors, empty, true",
                "none, navigate, document, true",
                "cross-site, navigate, document, true",
                "cross-site, navigate, iframe, false",
                "cross-site, no-cors, image, false",
                "same-site, cors, empty, false"
            })
    void issuesNoIdentityToSubresourcesOfOtherSites(String site, String mode, String destination, boolean given) {
        assertThat(CsrfGuard.mayIssueIdentity(new FakeRequest()
                        .header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", mode)
                        .header("Sec-Fetch-Dest", destination)
                        .build()))
                .isEqualTo(given);
    }

    private static boolean letsIn(CsrfGuard csrfGuard, FakeRequest request) {
        try {
            csrfGuard.check(request.build());
            return true;
        } catch (Denied e) {
            assertThat(e.code()).isEqualTo(Denied.Code.CROSS_SITE);
            return false;
        }
    }
}
