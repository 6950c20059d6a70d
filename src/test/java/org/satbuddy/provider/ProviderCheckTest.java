package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.ScriptedServer;

/** What an administrator is told of a provider, and what to do about it. */
@Timeout(60)
class ProviderCheckTest {

    private static final String READY = """
            {"ready": true}""";

    private static ScriptedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reportsAProviderOfWhichEverythingWorks() {
        String report = examine(ProviderCheckTest::wholly);

        assertThat(report)
                .matches("(?s)openai, a-model at http://\\S+\\R"
                        + "  answers   yes, in \\d+\\.\\d s\\R  streams   yes\\R  JSON      yes\\R  pictures  yes\\R0");
    }

    @Test
    void reportsWhatDoesNotWork() {
        String report = examine(request -> {
            if (request.text().contains("image_url")) {
                return error(400, "This model does not support images");
            }
            if (request.text().contains("\"stream\":true")) {
                return error(400, "stream is not supported");
            }
            return answer("Ready.");
        });

        assertThat(report)
                .contains("streams   no: students see an answer when it is complete")
                .contains("JSON      no: the answer is not the JSON that was asked for")
                .contains("pictures  no: status 400 for a picture")
                .endsWith("0");
    }

    /** Some servers leave out what they do not know. */
    @Test
    void noticesAPictureThatWasNotSeen() {
        assertThat(examine(request -> request.text().contains("image_url") ? answer("Blue?") : wholly(request)))
                .contains("pictures  no: the model did not see that a square is red");
    }

    @ParameterizedTest
    @CsvSource({
        "401, Incorrect API key, satbuddy.openai.api-key",
        "402, No credit, Add credit",
        "404, The model does not exist, satbuddy.openai.model",
        "302, Moved, the network's filter",
        "511, Sign in, the network's filter"
    })
    void saysWhatToDo(int status, String sentence, String remedy) {
        assertThat(examine(request -> error(status, sentence)))
                .contains("answers   no: status " + status)
                .contains(remedy)
                .doesNotContain("streams")
                .endsWith("1");
    }

    @Test
    void saysThatAFilterAnswers() {
        assertThat(examine(request -> Reply.whole(200, "text/html", "<html><body>Blocked</body></html>")))
                .contains("a web page in place of a reply")
                .contains("the network's filter");
    }

    @Test
    void saysThatTheApiIsAnother() {
        assertThat(examine(request -> json(200, "{\"type\":\"message\",\"content\":[{\"type\":\"text\"}]}")))
                .contains("another API")
                .contains("satbuddy.openai.base-url");
    }

    @Test
    void saysThatNobodyListens() {
        assertThat(examine(URI.create("http://127.0.0.1:9/v1")))
                .contains("the connection was refused. Check satbuddy.openai.base-url");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThat(examine(URI.create("https://no-such-host.invalid/v1"))).contains("the name of its host is unknown");
    }

    @Test
    void saysThatNoProviderIsSetUp() {
        var out = new ByteArrayOutputStream();
        int status = new Doctor(new PrintStream(out, true, UTF_8)).examine(new SettingsBuilder().build());

        assertThat(out.toString(UTF_8)).contains("study guide").contains("satbuddy.openai.api-key");
        assertThat(status).isZero();
    }

    private static Reply wholly(ReceivedRequest request) {
        if (request.text().contains("image_url")) {
            return answer("Red.");
        }
        return answer(request.text().contains("json_schema") ? READY : "Ready.");
    }

    private static Reply answer(String text) {
        return json(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"" + text.replace("\"", "\\\"")
                        + "\"},\"finish_reason\":\"stop\"}],\"model\":\"a-model\"}");
    }

    private static Reply error(int status, String sentence) {
        return json(status, "{\"error\":{\"message\":\"" + sentence + "\"}}");
    }

    private static String examine(Function<ReceivedRequest, Reply> script) {
        server.play(script);
        return examine(server.address());
    }

    /** The report, and the status for the shell. */
    private static String examine(URI address) {
        Settings settings = CallHarness.settings("openai", plain(address, "", "a-key"), CallHarness.GENEROUS);
        var out = new ByteArrayOutputStream();
        int status = new Doctor(new PrintStream(out, true, UTF_8)).examine(settings);
        return out.toString(UTF_8) + status;
    }
}
