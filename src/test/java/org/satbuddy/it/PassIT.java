package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lesson without accounts: an administrator makes a pass with the script, and students come in by its code. */
@ExtendWith(SharedServers.class)
class PassIT {

    private static final Pattern CODE = Pattern.compile("The code of (.*): (\\S{4}-\\S{4})");
    private static final Pattern ID = Pattern.compile("scripts/passes close (\\S+)");

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = SharedServers.school();
    }

    private record Made(String name, String code, String id) {}

    @Test
    void letsAStudentInOnAPhone() throws Exception {
        Made pass = make("Algebra {A}, \"1\"", "--seats", "2");
        assertThat(pass.name()).isEqualTo("Algebra {A}, \"1\"");
        try (var open = new OpenPage(SharedServers.chromium(), server.baseUrl(), BrowserFixture.phone(), "#code")) {
            Page page = open.page();
            assertThat(page).hasURL(server.baseUrl() + "/ai/pass/");
            assertThat(page.locator("#code")).isFocused();
            page.locator("#code").fill("AAAA-AAAA");
            page.keyboard().press("Enter");
            assertThat(page.locator("#enter-error")).containsText("There is no lesson with this code.");
            open.assertAccessible("pass-phone");

            page.locator("#code").fill(pass.code().toLowerCase().replace("-", " "));
            page.keyboard().press("Enter");

            assertThat(page).hasURL(server.baseUrl() + "/ai/chat/");
            open.ask("Slopes");
            assertThat(open.answer()).containsText("Rise over run.");

            open.button("Conversations and settings").click();
            assertThat(page.locator("#lesson")).containsText("Algebra {A}, \"1\"");
            open.assertAccessible("lesson-phone");
            open.button("Leave the lesson").click();
            assertThat(page).hasURL(server.baseUrl() + "/ai/pass/");
            page.navigate("/ai/chat/");
            assertThat(page).hasURL(server.baseUrl() + "/ai/pass/");
        }
        assertThat(passes("list")).contains(pass.id(), "open", "1/2", "Algebra {A}, \"1\"");
    }

    @Test
    void entersByALink() throws Exception {
        Made pass = make("Grammar");
        try (var context = SharedServers.chromium().browser().newContext()) {
            Page page = context.newPage();
            page.navigate(server.baseUrl() + "/ai/pass/#" + pass.code());
            assertThat(page.locator("#composer")).isVisible();
            assertThat(page).hasURL(server.baseUrl() + "/ai/chat/");
        }
    }

    @Test
    void hasSeatsAndKeepsStudentsApart() throws Exception {
        Made pass = make("Geometry", "--seats", "2");
        Student mia = enter(pass);
        Student ben = enter(pass);

        String task = mia.post("/ai/chat/message/", "{\"message\": \"Slopes\"}").taskId();

        assertThat(mia.get("/ai/task/" + task + "/").status()).isEqualTo(200);
        assertThat(ben.get("/ai/task/" + task + "/").status()).isEqualTo(404);
        var late = new Student(server.baseUrl()).post("/ai/pass/enter/", "{\"code\": \"" + pass.code() + "\"}");
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.json().getString("code")).isEqualTo("pass_full");
        assertThat(mia.post("/ai/pass/enter/", "{\"code\": \"" + pass.code() + "\"}")
                        .status())
                .as("has a seat already")
                .isEqualTo(200);
    }

    @Test
    void spendsNoMoreThanItsBudget() throws Exception {
        Student mia = enter(make("Vocabulary", "--tokens", "5000"));
        var refused = mia.post("/ai/chat/message/", "{\"message\": \"Slopes\"}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("code")).isEqualTo("lesson_budget_used");

        Made pass = make("Vocabulary", "--tokens", "500000");
        String task = enter(pass)
                .post("/ai/chat/message/", "{\"message\": \"Slopes\"}")
                .taskId();
        await().untilAsserted(() -> assertThat(passes("list")).containsPattern(pass.id() + ".* [1-9]\\d*/500000 "));
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        Made pass = make("Reading");
        Student mia = enter(pass);
        assertThat(mia.get("/ai/conversations/").status()).isEqualTo(200);

        assertThat(passes("close", pass.id())).contains("Reading is over.");

        await().untilAsserted(
                        () -> assertThat(mia.get("/ai/conversations/").status()).isEqualTo(401));
    }

    @Test
    void letsNobodyInWithoutACode() throws Exception {
        var stranger = new Student(server.baseUrl());
        assertThat(stranger.get("/ai/conversations/").status()).isEqualTo(401);
        assertThat(stranger.post("/ai/chat/message/", "{\"message\": \"Slopes\"}")
                        .status())
                .isEqualTo(401);
        assertThat(stranger.get("/ai/admin/passes/").status()).isEqualTo(401);
        assertThat(stranger.get("/ai/admin/passes/", "Authorization", "Bearer wrong")
                        .status())
                .isEqualTo(401);
        assertThat(enter(make("Logic")).get("/ai/admin/passes/").status()).isEqualTo(403);
        assertThat(stranger.get("/ai/ready").status()).isEqualTo(200);
    }

    private static Student enter(Made pass) {
        var student = new Student(server.baseUrl());
        assertThat(student.post("/ai/pass/enter/", "{\"code\": \"" + pass.code() + "\"}")
                        .status())
                .isEqualTo(200);
        return student;
    }

    private static Made make(String name, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("make", name));
        arguments.addAll(List.of(options));
        String said = passes(arguments.toArray(String[]::new));
        Matcher code = CODE.matcher(said);
        Matcher id = ID.matcher(said);
        assertThat(code.find() && id.find()).as(said).isTrue();
        return new Made(code.group(1), code.group(2), id.group(1));
    }

    private static String passes(String... arguments) throws IOException, InterruptedException {
        return AdminScript.run(server, "passes", arguments);
    }
}
