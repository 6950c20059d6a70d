package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People with accounts: an administrator makes them by the script, by the page and by a list, and they sign in. */
@ExtendWith(SharedServers.class)
class AccountIT {

    private static final Pattern PASSWORD = Pattern.compile("The first password of (\\S+): (\\S+)");
    private static final String CHOSEN = "correct horse battery";

    private static PackagedServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = SharedServers.school();
    }

    /** As a school does on its first day. */
    @Test
    void letsATeacherBringInAClass() throws Exception {
        String first = made(script("accounts", "make", "ms.lee", "--display-name", "Ms Lee {5}", "--role", "teacher"));
        assertThat(script("accounts", "list", "ms.lee")).contains("teacher", "Ms Lee {5}");
        try (var open = new OpenPage(SharedServers.chromium(), server.baseUrl(), BrowserFixture.phone(), "#code")) {
            Page page = open.page();
            page.navigate("/ai/pass/");
            page.locator("text=I have an account").click();
            assertThat(page).hasURL(server.baseUrl() + "/login/");
            page.locator("#name").fill("MS.LEE");
            page.locator("#password").fill("wrong password");
            page.keyboard().press("Enter");
            assertThat(page.locator("#sign-in-error")).containsText("The name or the password is wrong.");
            assertThat(page.locator("#password")).isFocused();
            open.assertAccessible("login-phone");

            page.locator("#password").fill(first);
            page.keyboard().press("Enter");
            assertThat(page.locator("#chosen")).isFocused();
            page.locator("#chosen").fill(CHOSEN);
            open.assertAccessible("choose-phone");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(server.baseUrl() + "/teach/");
            assertThat(page.locator("#none")).isVisible();
            page.locator("#make >> #name").fill("Algebra");
            page.keyboard().press("Enter");
            assertThat(page.locator("#made-title")).isFocused();
            assertThat(page.locator("#passes")).containsText("Algebra");
            page.waitForFunction("document.getElementById('made-qr').naturalWidth > 0");
            open.assertAccessible("teach-phone");
            String code = page.locator("#made-code").textContent();
            var student = new Student(server.baseUrl());
            assertThat(student.post("/ai/pass/enter/", "{\"code\": \"" + code + "\"}")
                            .status())
                    .isEqualTo(200);

            page.locator("text=End now").click();
            assertThat(page.locator("#passes")).containsText("1 of 30 seats were taken");

            page.locator(".places >> text=Chat").click();
            open.ask("Slopes");
            assertThat(open.answer()).containsText("Rise over run.");
            open.button("Conversations and settings").click();
            page.locator("#person >> text=Account").click();
            assertThat(page.locator("#who")).containsText("Ms Lee {5}, signed in as ms.lee. Role: Teacher.");
            assertThat(page.locator("#sessions >> li")).hasCount(1);
            page.locator("#token-name").fill("homework");
            page.keyboard().press("Enter");
            assertThat(page.locator("#token-text")).isFocused();
            assertThat(page.locator("#tokens")).containsText("homework: Ask and read.");
            open.assertAccessible("account-phone");
            page.locator("#sign-out").click();
            assertThat(page).hasURL(server.baseUrl() + "/login/");
            page.navigate("/teach/");
            assertThat(page).hasURL(server.baseUrl() + "/login/");
        }
    }

    @Test
    void letsAnAdministratorManagePeople() throws Exception {
        signIn("root", made(script("accounts", "make", "root", "--role", "admin")));
        try (var open = new OpenPage(SharedServers.chromium(), server.baseUrl(), BrowserFixture.phone(), "#code")) {
            Page page = open.page();
            page.onDialog(dialog -> dialog.accept());
            page.navigate("/login/");
            page.locator("#name").fill("root");
            page.locator("#password").fill(CHOSEN);
            page.keyboard().press("Enter");
            assertThat(page).hasURL(server.baseUrl() + "/admin/people/");

            page.locator("#add >> #name").fill("mia.lee");
            page.locator("#display-name").fill("<b>Mia</b>");
            page.keyboard().press("Enter");
            assertThat(page.locator("#secrets-title")).isFocused();
            assertThat(page.locator("#secret-list")).containsText("<b>Mia</b> (mia.lee)");

            page.locator("#file")
                    .setInputFiles(new FilePayload(
                            "class.csv",
                            "text/csv",
                            "name,display_name\nmia.lee,Mia Lee\nnoor,Noor\n".getBytes(StandardCharsets.UTF_8)));
            page.locator("#class-list >> [type=submit]").click();
            assertThat(page.locator("#changes")).containsText("New: Noor (noor), Student");
            assertThat(page.locator("#changes")).containsText("Changed: Mia Lee (mia.lee), Student");
            open.assertAccessible("people-phone");
            page.locator("#apply").click();
            assertThat(page.locator("#secret-list")).containsText("Noor (noor)");

            page.locator("#search").fill("noor");
            page.keyboard().press("Enter");
            assertThat(page.locator("#people >> li")).hasCount(1);
            page.locator("text=Switch off").click();
            assertThat(page.locator("#people")).containsText("Noor (noor), switched off");
        }
        assertThat(script("accounts", "list", "noor")).contains("no ");
    }

    @Test
    void bringsAccountsUpToAClassList() throws Exception {
        Path list = Files.writeString(folder.resolve("list.csv"), "name;display_name\nzoe;Zoë \"Zo\" {1}\r\n");
        assertThat(script("accounts", "import", list.toString())).contains("New: zoe, student", "Nothing was changed.");
        assertThat(script("accounts", "list", "zoe")).doesNotContain("Zo");
        String password = made(script("accounts", "import", list.toString(), "--apply"));
        assertThat(script("accounts", "list", "zoe")).contains("Zoë");
        assertThat(new Student(server.baseUrl())
                        .post("/ai/session/", credentials("zoe", password))
                        .status())
                .isEqualTo(200);
        assertThat(script("accounts", "import", list.toString())).contains("As in the list: 1.");
    }

    @Test
    void letsNobodyDoAnythingBeforeTheyChooseAPassword() throws Exception {
        var mia = new Student(server.baseUrl());
        String first = made(script("accounts", "make", "newcomer", "--role", "admin"));
        assertThat(mia.post("/ai/session/", credentials("newcomer", first)).status())
                .isEqualTo(200);
        for (String path : new String[] {"/ai/conversations/", "/ai/admin/people/", "/ai/account/sessions/"}) {
            assertThat(mia.get(path).json().getString("code")).as(path).isEqualTo("password_change_required");
        }
        assertThat(mia.get("/ai/account/").json().getJsonObject("account").getBoolean("must_change_password"))
                .isTrue();
    }

    /** A token that somebody has planted in the browser is worth nothing after the sign-in. */
    @Test
    void givesANewSessionAtEachSignIn() throws Exception {
        Student mia = signIn("fixed", made(script("accounts", "make", "fixed")));
        String before = mia.cookie();
        assertThat(mia.post("/ai/session/", credentials("fixed", CHOSEN)).status())
                .isEqualTo(200);
        assertThat(mia.cookie()).isNotEqualTo(before);
        var planted = new Student(server.baseUrl());
        await().untilAsserted(() ->
                assertThat(planted.status("/ai/conversations/", before)).isEqualTo(401));
    }

    @Test
    void keepsPeopleApart() throws Exception {
        Student mia = signIn("apart1", made(script("accounts", "make", "apart1")));
        Student ben = signIn("apart2", made(script("accounts", "make", "apart2")));
        String task = mia.ask("Slopes").taskId();
        assertThat(mia.outcome(task).getString("status")).isEqualTo("completed");
        assertThat(ben.get("/ai/task/" + task + "/").status()).isEqualTo(404);
        String session = mia.get("/ai/account/sessions/")
                .json()
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getString("id");
        assertThat(ben.delete("/ai/account/sessions/" + session + "/").status()).isEqualTo(404);
        assertThat(mia.delete("/ai/session/").status()).isEqualTo(200);
        assertThat(mia.get("/ai/account/").status()).isEqualTo(401);
    }

    @Test
    void changesARoleWithinASecond() throws Exception {
        Student kim = signIn("kim", made(script("accounts", "make", "kim")));
        assertThat(kim.get("/ai/admin/passes/").status()).isEqualTo(403);
        script("accounts", "role", "kim", "teacher");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(kim.get("/ai/admin/passes/").status()).isEqualTo(200));
        script("accounts", "off", "kim");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(kim.get("/ai/admin/passes/").status()).isEqualTo(401));
        script("accounts", "on", "kim");
        String again = made(script("accounts", "password", "kim"));
        signIn("kim", again);
    }

    @Test
    void endsTheLessonsOfATeacherWhoIsSwitchedOff() throws Exception {
        Student kim = signIn("kim.j", made(script("accounts", "make", "kim.j", "--role", "teacher")));
        String code = kim.post("/ai/admin/passes/", "{\"name\": \"Late\", \"seats\": 5, \"minutes\": 60}")
                .json()
                .getJsonObject("pass")
                .getString("code");
        script("accounts", "off", "kim.j");
        var student = new Student(server.baseUrl());
        await().untilAsserted(() -> assertThat(student.post("/ai/pass/enter/", "{\"code\": \"" + code + "\"}")
                        .json()
                        .getString("code"))
                .isEqualTo("pass_not_open"));
    }

    /** Nobody's request makes the server fail, whatever names it has. */
    @Test
    void answersOddNamesWithoutAFault() throws Exception {
        Student root = signIn("odd", made(script("accounts", "make", "odd", "--role", "admin")));
        for (String name : List.of("\uD840\uDC00".repeat(41), "mia\uFE0F", "x".repeat(81), " ", "\\u0000")) {
            assertThat(root.post("/ai/admin/people/", "{\"name\": \"" + name + "\"}")
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(root.get("/ai/admin/people/?search=%00&after=%00").status()).isEqualTo(200);
        assertThat(root.method("PATCH", "/ai/admin/people/%00/", "{}").status()).isEqualTo(404);
    }

    @Test
    void refusesASignInFromAnotherSite() throws Exception {
        var response = new Student(server.baseUrl())
                .post("/ai/session/", credentials("mia", "x"), "Sec-Fetch-Site", "cross-site");
        assertThat(response.json().getString("code")).isEqualTo("cross_site");
    }

    /** The client of the earlier Django version, with a token in place of a cookie. */
    @Test
    void letsAProgramAskAndPoll() throws Exception {
        Student mia = signIn("tokens", made(script("accounts", "make", "tokens")));
        var made = mia.post("/ai/account/tokens/", "{\"name\": \"homework\", \"days\": 30, \"scopes\": [\"ask\"]}")
                .json()
                .getJsonObject("token");
        String[] bearer = {"Authorization", "Bearer " + made.getString("text")};
        var program = new Student(server.baseUrl());

        String task = program.post("/ai/chat/message/", "{\"message\": \"Slopes\"}", bearer)
                .taskId();
        await().untilAsserted(() -> assertThat(
                        program.get("/ai/task/" + task + "/", bearer).json().getString("status"))
                .isEqualTo("completed"));
        assertThat(mia.get("/ai/task/" + task + "/").status()).as("its owner").isEqualTo(200);

        assertThat(mia.delete("/ai/account/tokens/" + made.getString("id") + "/")
                        .status())
                .isEqualTo(200);
        assertThat(program.get("/ai/task/" + task + "/", bearer).status()).isEqualTo(401);
    }

    @Test
    void removesAPersonWithAllThatIsTheirs() throws Exception {
        Student zoe = signIn("gone", made(script("accounts", "make", "gone")));
        zoe.outcome(zoe.ask("Slopes").taskId());
        assertThat(script("accounts", "remove", "gone")).contains("gone is removed.");
        await().untilAsserted(() -> assertThat(zoe.get("/ai/account/").status()).isEqualTo(401));
        assertThat(script("accounts", "list", "gone")).doesNotContain("student");
    }

    @Test
    void recordsWhatWasDone() throws Exception {
        signIn("audited", made(script("accounts", "make", "audited")));
        assertThat(script("audit", "verify")).contains("The record is as it was written");
        assertThat(script("audit", "export"))
                .contains("\"action\":\"ACCOUNT_MADE\"", "audited, student", "\"action\":\"PASSWORD_CHANGED\"")
                .doesNotContain(CHOSEN);
    }

    /** Signs in with a first password, and chooses another one. */
    private static Student signIn(String name, String first) {
        var person = new Student(server.baseUrl());
        assertThat(person.post("/ai/session/", credentials(name, first)).status())
                .isEqualTo(200);
        assertThat(person.post(
                                "/ai/account/password/",
                                "{\"old_password\": \"" + first + "\", \"new_password\": \"" + CHOSEN + "\"}")
                        .status())
                .isEqualTo(200);
        return person;
    }

    private static String credentials(String name, String password) {
        return "{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}";
    }

    private static String made(String said) {
        Matcher password = PASSWORD.matcher(said);
        assertThat(password.find()).as(said).isTrue();
        return password.group(2);
    }

    private static String script(String name, String... arguments) throws Exception {
        return AdminScript.run(server, name, arguments);
    }
}
