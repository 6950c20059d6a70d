package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator switches the AI off and on. */
@ExtendWith(SharedServers.class)
class AiSwitchIT {

    private static final Pattern ID = Pattern.compile("scripts/passes close (\\S+)");
    private static final Pattern CODE = Pattern.compile("The code of .*: (\\S{4}-\\S{4})");

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = SharedServers.school();
    }

    @AfterEach
    void switchOn() throws Exception {
        script("ai", "on");
    }

    @Test
    void tellsAStudentInTheirLanguageAndGoesOnAfterwards() throws Exception {
        assertThat(script("ai", "off")).contains("The AI is switched off.");
        assertThat(script("ai", "status")).contains("The AI is off for everybody.");
        Lesson lesson = lesson("Geometry");
        try (var open = new OpenPage(SharedServers.chromium(), server.baseUrl(), BrowserFixture.phone(), "#code")) {
            Page page = open.page();
            page.locator("#code").fill(lesson.code());
            page.keyboard().press("Enter");
            assertThat(page).hasURL(server.baseUrl() + "/ai/chat/");
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
        Lesson algebra = lesson("Algebra");
        Student mia = enter(algebra);
        Student ben = enter(lesson("Reading"));

        script("ai", "off", "--lesson", algebra.id());

        assertThat(script("ai", "status")).contains("The AI is on.", "Off for the lesson " + algebra.id());
        String waiting = mia.ask("Slopes").taskId();
        await().untilAsserted(() -> assertThat(
                        mia.get("/ai/task/" + waiting + "/").json().getString("stage"))
                .isEqualTo("switched_off"));
        assertThat(ben.outcome(ben.ask("Slopes").taskId()).getString("status")).isEqualTo("completed");

        script("ai", "on", "--lesson", algebra.id());
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
        Lesson another = lesson("Another");

        var off = lee.post("/ai/admin/ai/", "{\"enabled\": false, \"lesson\": \"" + own + "\"}");
        assertThat(off.json().getJsonArray("lessons_off").getString(0)).isEqualTo(own);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false, \"lesson\": \"" + another.id() + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false}").status()).isEqualTo(403);
        assertThat(lee.post("/ai/admin/ai/", "{\"enabled\": false, \"person\": \"x\"}")
                        .status())
                .isEqualTo(403);
    }

    /** Whoever is named by mistake must not be everybody. */
    @Test
    void isOffForNobodyWhoIsNotNamed() throws Exception {
        String[] bearer = {
            "Authorization",
            "Bearer " + Files.readString(server.data().resolve("admin-token")).strip()
        };
        var admin = new Student(server.baseUrl());
        for (String named : List.of(
                "\"lesson\": \"\"",
                "\"lesson\": \"\\u0000\"",
                "\"person\": \" \"",
                "\"lesson\": \"a\", \"person\": \"b\"")) {
            assertThat(admin.post("/ai/admin/ai/", "{\"enabled\": false, " + named + "}", bearer)
                            .status())
                    .as(named)
                    .isEqualTo(400);
        }
        assertThat(script("ai", "status")).contains("The AI is on.");
    }

    private record Lesson(String code, String id) {}

    private static Lesson lesson(String name) throws Exception {
        String made = script("passes", "make", name);
        Matcher code = CODE.matcher(made);
        Matcher id = ID.matcher(made);
        assertThat(code.find() && id.find()).as(made).isTrue();
        return new Lesson(code.group(1), id.group(1));
    }

    private static Student enter(Lesson lesson) {
        var student = new Student(server.baseUrl());
        student.post("/ai/pass/enter/", "{\"code\": \"" + lesson.code() + "\"}");
        return student;
    }

    private static String script(String name, String... arguments) throws Exception {
        return AdminScript.run(server, name, arguments);
    }
}
