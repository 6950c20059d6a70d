package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.DatabaseUnavailable;

class IdentityFilterTest {

    private final IdentityFilter filter = new IdentityFilter();
    private final FakeResponse response = new FakeResponse();
    private HttpServletRequest passedOn;

    @BeforeEach
    void identifyEveryRequest() {
        filter.settings =
                new SettingsBuilder().publicUrl("http://localhost:8080").build();
        filter.authenticator = (request, answer) -> Optional.of(new Caller("mia", request.getRemoteAddr()));
        filter.start(Executors.defaultThreadFactory());
    }

    @AfterEach
    void stop() {
        filter.destroy();
    }

    @Test
    void attachesTheCallerToTheRequest() throws Exception {
        send(new FakeRequest());
        assertThat(Caller.of(passedOn)).isEqualTo(new Caller("mia", "127.0.0.1"));
    }

    @Test
    void putsSecurityHeadersOnEveryResponse() throws Exception {
        send(new FakeRequest().path("/app.css"));
        assertThat(response.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                        + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors 'none'");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("Permissions-Policy")).contains("camera=()");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cache-Control")).isNull();
        assertThat(response.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void keepsPersonalAnswersOutOfCaches() throws Exception {
        send(new FakeRequest().path("/ai/conversations/"));
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void setsHstsOnlyOverTls() throws Exception {
        send(new FakeRequest().secure());
        assertThat(response.header("Strict-Transport-Security")).startsWith("max-age=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ai",
                "/ai/",
                "/ai/chat/",
                "//ai/chat",
                "/AI/chat",
                "/ai/ready/../chat",
                "/ai/readyx",
                "/ai;x/chat"
            })
    void refusesUnidentifiedRequestsUnderAi(String path) throws Exception {
        filter.authenticator = (request, answer) -> Optional.empty();
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/ai/chat/, ../pass/", "/ai/chat, pass/"})
    void leadsToTheEntranceOfALesson(String path, String entrance) throws Exception {
        openForClasses();
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo(entrance);
    }

    @Test
    void answersProgramsWithoutARedirect() throws Exception {
        openForClasses();
        send(new FakeRequest().path("/ai/chat/message/").method("POST"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(body().getString("error")).contains("lesson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/pass", "/ai/pass/", "/ai/pass/enter", "/ai/pass/enter/", "/ai/pass/leave/"})
    void identifiesNobodyAtTheEntrance(String path) throws Exception {
        openForClasses();
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/pass", "/ai/pass/enter/"})
    void hasNoEntranceInOtherModes(String path) throws Exception {
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/passes", "/ai/pass/x", "/ai/pass/enter/x", "/ai/pass/../chat/", "/AI/pass"})
    void opensNothingBesideTheEntrance(String path) throws Exception {
        openForClasses();
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(401);
    }

    /** Another site could otherwise bring a student into a lesson of its own. */
    @Test
    void refusesACodeFromAnotherSite() throws Exception {
        openForClasses();
        send(new FakeRequest().path("/ai/pass/enter/").method("POST").header("Sec-Fetch-Site", "cross-site"));
        assertThat(response.status()).isEqualTo(403);
    }

    private void openForClasses() {
        filter.settings = new SettingsBuilder()
                .publicUrl("http://localhost:8080")
                .authModes(AuthMode.CLASS_PASS)
                .build();
        filter.authenticator = (request, answer) -> Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/ready", "/ai/ready/", "/", "/app.css", "/airport"})
    void identifiesNobodyElsewhere(String path) throws Exception {
        filter.authenticator = (request, answer) -> {
            throw new AssertionError("asked");
        };
        send(new FakeRequest().path(path));
        assertThat(passedOn).isNotNull();
        assertThat(response.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ai/chat/", "/ai/ready", "/app.css"})
    void refusesTrace(String path) throws Exception {
        send(new FakeRequest().path(path).method("TRACE"));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("GET").doesNotContain("TRACE");
        assertThat(response.header("Content-Security-Policy")).isNotNull();
    }

    @Test
    void answersARefusalWithTheErrorBodyOfTheContract() throws Exception {
        send(new FakeRequest().path("/ai/chat/message/").method("POST").header("Sec-Fetch-Site", "cross-site"));
        assertThat(passedOn).isNull();
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.header("Set-Cookie")).isNull();
        JsonObject body = body();
        assertThat(body.getBoolean("success")).isFalse();
        assertThat(body.getString("status")).isEqualTo("error");
        assertThat(body.getString("code")).isEqualTo("cross_site");
        assertThat(body.getString("error")).isEqualTo(body.getString("detail")).contains("another site");
        assertThat(body.getString("title")).isEqualTo("Forbidden");
        assertThat(body.getString("instance")).isEqualTo("/ai/chat/message/");
    }

    @Test
    void answersUnavailableWithoutTheDatabase() throws Exception {
        filter.authenticator = (request, answer) -> {
            throw new DatabaseUnavailable();
        };
        send(new FakeRequest());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isNotNull();
        assertThat(body().getString("code")).isEqualTo("unavailable");
    }

    private void send(FakeRequest request) throws Exception {
        filter.doFilter(request.build(), response.build(), (next, answer) -> passedOn = (HttpServletRequest) next);
    }

    private JsonObject body() {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
