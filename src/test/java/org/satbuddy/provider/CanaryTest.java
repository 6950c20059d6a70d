package org.satbuddy.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Unhurried;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.guide.StudyGuide;
import org.satbuddy.tutor.question.QuestionBank;

/** Personal data is laid out, and all that the providers send over HTTP is searched for it. */
@Timeout(30)
class CanaryTest {

    private static final String ADDRESS = "canary.bird@school.edu";
    private static final String OTHER_ADDRESS = "perch@aviary.example";
    private static final String PHONE = "(555) 867-5309";
    private static final String OTHER_PHONE = "+49 30 8675309";
    private static final List<String> CANARIES = List.of(ADDRESS, OTHER_ADDRESS, PHONE, OTHER_PHONE);

    private static final String FORMULA = "\\(555-867-5309 = -5621\\)";
    private static final JsonObject SCHEMA =
            Json.createObjectBuilder().add("type", "object").build();

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final List<String> notes = new ArrayList<>();
    private final List<RemoteCall<?>> calls = List.of(new OpenAiCall(), new AnthropicCall(), new GeminiCall());

    @AfterEach
    void close() {
        calls.forEach(RemoteCall::close);
    }

    /** As the container puts it together. */
    private Providers providers(String name) {
        var providers = new Providers();
        providers.settings = settings(name);
        providers.clock = new SystemClock();
        providers.studyGuide = new StudyGuideProvider(new StudyGuide(), new QuestionBank());
        for (RemoteCall<?> call : calls) {
            call.settings = providers.settings;
            call.clock = providers.clock;
            call.open();
        }
        providers.calls = new FoundCalls(calls);
        providers.arrange();
        return providers;
    }

    private static Settings settings(String name) {
        var endpoint =
                new Settings.Endpoint(URI.create(SERVER.baseUrl()), Optional.of("k"), "small-1", Optional.empty());
        return new SettingsBuilder()
                .retryDelay(Duration.ofSeconds(1))
                .providers(name)
                .readTimeout(Duration.ofSeconds(10))
                .deadline(Duration.ofSeconds(20))
                .endpoint("openai", endpoint)
                .endpoint("anthropic", endpoint)
                .endpoint("gemini", endpoint)
                .build();
    }

    private static Prompt prompt(JsonObject schema) {
        String context = OTHER_ADDRESS + "; call " + OTHER_PHONE;
        Request request = new ChatRequest("When do I use a semicolon?", context, List.of(), null, false);
        return new Prompt(
                "Be kind.",
                List.of(
                        said(Turn.Role.USER, "I am " + ADDRESS + ", " + PHONE + ". Solve " + FORMULA + "."),
                        said(Turn.Role.ASSISTANT, "Hello `" + ADDRESS + "`! It is true."),
                        said(Turn.Role.USER, "<material>\n" + context + "\n</material>\n\nWhen do I use a semicolon?")),
                schema,
                request,
                Instant.now().plusSeconds(20),
                false);
    }

    private static Prompt.Message said(Turn.Role role, String text) {
        return new Prompt.Message(role, text, List.of());
    }

    private Outcome ask(String provider, Prompt prompt) {
        return providers(provider).complete(prompt, new Notes());
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder answer(String provider, String text) {
        String json = Json.createValue(text).toString();
        return okJson(
                switch (provider) {
                    case "openai" ->
                        "{\"choices\": [{\"message\": {\"content\": " + json + "}, \"finish_reason\": \"stop\"}]}";
                    case "anthropic" ->
                        "{\"content\": [{\"type\": \"text\", \"text\": " + json + "}], \"stop_reason\": \"end_turn\"}";
                    default ->
                        "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": " + json
                                + "}]}, \"finishReason\": \"STOP\"}]}";
                });
    }

    /** The one request: its line, its headers and its body. */
    private static String sent() {
        LoggedRequest request = SERVER.getAllServeEvents().get(0).getRequest();
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
        return request.getUrl() + "\n" + request.getHeaders() + "\n" + request.getBodyAsString();
    }

    /** All the ways to write it that the formats, or somebody to come, might use. */
    private static List<String> written(String canary) {
        byte[] bytes = canary.getBytes(UTF_8);
        var written = new ArrayList<String>();
        written.add(canary);
        written.add(URLEncoder.encode(canary, UTF_8));
        written.add(canary.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining()));
        written.add(canary.replaceAll("[^0-9A-Za-z]", ""));
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The characters at the edges depend on the neighbours.
            written.add(base64.substring(4, base64.length() - 4));
        }
        return written;
    }

    private static void assertNoCanaryIn(String traffic) {
        String sent = traffic.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            assertThat(written(canary)).noneMatch(way -> sent.contains(way.toLowerCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void sendsPlaceholdersAndShowsTheOriginals(String provider) {
        answers(answer(provider, "Hello student1@mail.example (Phone1Number, Phone2Number, student2@mail.example)!"));

        Outcome outcome = ask(provider, prompt(null));

        String sent = sent();
        assertNoCanaryIn(sent);
        assertThat(sent)
                .contains("I am student1@mail.example, Phone1Number.")
                .contains("Hello `student1@mail.example`!")
                .contains("student2@mail.example; call Phone2Number")
                .contains(FORMULA.replace("\\", "\\\\"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Replied.class,
                        replied -> assertThat(replied.text())
                                .isEqualTo("Hello " + ADDRESS + " (" + PHONE + ", " + OTHER_PHONE + ", " + OTHER_ADDRESS
                                        + ")!"));
        assertNoCanaryIn(notes.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void doesSoForPracticeQuestionsToo(String provider) {
        answers(answer(provider, "{\"question\": \"Who is \\\"student1@mail.example\\\"?\"}"));

        Outcome outcome = ask(provider, prompt(SCHEMA));

        assertNoCanaryIn(sent());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Replied.class,
                        replied -> assertThat(
                                        Loose.text(Loose.object(replied.text().getBytes(UTF_8)), "question"))
                                .isEqualTo("Who is \"" + ADDRESS + "\"?"));
    }

    @Test
    void restoresWhatAStreamTookApart() {
        answers(aResponse().withHeader("Content-Type", "text/event-stream").withBody("""
                data: {"choices": [{"delta": {"content": "Hello stud"}}]}

                data: {"choices": [{"delta": {"content": "ent1@mail"}}]}

                data: {"choices": [{"delta": {"content": ".example!"}, "finish_reason": "stop"}]}

                """));

        assertThat(ask("openai", prompt(null)))
                .isInstanceOfSatisfying(
                        Outcome.Replied.class,
                        replied -> assertThat(replied.text()).isEqualTo("Hello " + ADDRESS + "!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void keepsTheOriginalsOutOfFailures(String provider) {
        answers(aResponse().withStatus(400).withBody("{\"error\": {\"message\": \"student1@mail.example?\"}}"));

        Outcome outcome = ask(provider, prompt(null));

        assertThat(outcome).isInstanceOf(Outcome.GivenUp.class);
        assertNoCanaryIn(sent() + outcome + notes);
    }

    @Test
    void asksTheStudyGuideInTheStudentsOwnWords() {
        assertThat(ask("study-guide", prompt(null)))
                .isInstanceOfSatisfying(
                        Outcome.Replied.class,
                        replied -> assertThat(replied.text()).containsIgnoringCase("semicolon"));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    private static final class SystemClock extends DatabaseClock {
        SystemClock() {
            super(null);
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    }

    private final class Notes extends Unhurried {
        @Override
        public void note(String what) {
            notes.add(what);
        }
    }
}
