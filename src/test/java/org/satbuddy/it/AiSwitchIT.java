package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator switches the AI off and on. */
@ExtendWith(SharedServers.class)
class AiSwitchIT {

    private static final Pattern ID = Pattern.compile("scripts/passes close (\\S+)");
    private static final Pattern CODE = Pattern.compile("The code of .*: (\\S{4}-\\S{4})");

    private static FakeProvider provider;
    private static PackagedServer server;

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        provider.when("Slopes", says("Rise over run."));
        server = PackagedServer.start(Map.of(
                "SATBUDDY_AUTH_MODES", "guest, class-pass, local", "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl()));
    }

    @AfterEach
    void switchOn() throws Exception {
        script("ai", "on");
    }

    @AfterAll
    static void stop() {
        server.stop();
        provider.close();
    }

    @Test
    void tellsAStudentInTheirLanguageAndGoesOnAfterwards() throws Exception {
        assertThat(script("ai", "off")).contains("The AI is switched off.");
        assertThat(script("ai", "status")).contains("The AI is off for everybody.");
        try (var open = new OpenPage(SharedServers.chromium(), server.baseUrl(), BrowserFixture.phone(), "#composer")) {
            Page page = open.page();
            open.ask("Slopes");
            assertThat(page.locator(".pending")).containsText("Your school has switched the AI off.");
            open.assertAccessible("ai-off-phone");
            script("ai", "on");
            assertThat(open.answer()).containsText("Rise over run.");
        }
        assertThat(script("audit", "export")).contains("\"AI_OFF\"", "\"AI_ON\"");
    }

    @Test
    void isOffForOneLesson() throws Exception {
        String made = script("passes", "make", "Algebra");
        var code = CODE.matcher(made);
        var id = ID.matcher(made);
        assertThat(code.find() && id.find()).as(made).isTrue();
        var mia = new Student(server.baseUrl());
        mia.post("/ai/pass/enter/", "{\"code\": \"" + code.group(1) + "\"}");

        script("ai", "off", "--lesson", id.group(1));

        assertThat(script("ai", "status")).contains("The AI is on.", "Off for the lesson " + id.group(1));
        String waiting = mia.ask("Slopes").taskId();
        await().untilAsserted(() -> assertThat(
                        mia.get("/ai/task/" + waiting + "/").json().getString("stage"))
                .isEqualTo("switched_off"));
        var guest = new Student(server.baseUrl());
        assertThat(guest.outcome(guest.ask("Slopes").taskId()).getString("status"))
                .isEqualTo("completed");

        script("ai", "on", "--lesson", id.group(1));
        assertThat(mia.outcome(waiting).getString("status")).isEqualTo("completed");
    }

    @Test
    void letsATeacherSwitchTheirOwnLessonsOnly() throws Exception {
        String first = script("accounts", "make", "lee", "--role", "teacher").replaceFirst("(?s).*: (\\S+)\\s*", "$1");
        var lee = new Student(server.baseUrl());
        lee.post("/ai/session/", "{\"name\": \"lee\", \"password\": \"" + first + "\"}");
        lee.post(
                "/ai/account/password/",
                "{\"old_password\": \"" + first + "\", \"new_password\": \"correct horse battery\"}");
        String own = lee.post("/ai/admin/passes/", "{\"name\": \"Mine\", \"seats\": 5, \"minutes\": 5}")
                .json()
                .getJsonObject("pass")
                .getString("id");
        var others = ID.matcher(script("passes", "make", "Another"));
        assertThat(others.find()).isTrue();

        var off = lee.post("/ai/admin/ai/", "{\"enabled\": false, \"lesson\": \"" + own + "\"}");
        assertThat(off.json().getJsonArray("lessons_off").getString(0)).isEqualTo(own);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false, \"lesson\": \"" + others.group(1) + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false}").status()).isEqualTo(403);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false, \"person\": \"x\"}")
                        .status())
                .isEqualTo(403);
    }

    private static String script(String name, String... arguments) throws Exception {
        return AdminScript.run(server, name, arguments);
    }
}
