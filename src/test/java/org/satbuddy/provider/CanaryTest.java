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
import org.junit.jupiter.params.provider.MethodSource;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.provider.VendorFixture.FinishReason;
import org.satbuddy.task.Answer;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.guide.StudyGuide;
import org.satbuddy.tutor.question.QuestionBank;

/** Puts personal data into prompts and searches everything that providers send over HTTP for it. */
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

    private final NoteRecorder progress = new NoteRecorder();
    private final List<RemoteCall<?>> calls =
            VendorFixtures.ALL.stream().<RemoteCall<?>>map(VendorFixture::call).toList();

    @AfterEach
    void close() {
        calls.forEach(RemoteCall::close);
    }

    /** Builds the chain as the container does. */
    private ProviderChain providers(String name) {
        var providers = new ProviderChain();
        providers.settings = settings(name);
        providers.clock = new SystemClock();
        providers.studyGuide = new StudyGuideProvider(new StudyGuide(), new QuestionBank());
        for (RemoteCall<?> call : calls) {
            call.settings = providers.settings;
            call.clock = providers.clock;
            call.open();
        }
        providers.calls = new InjectedCalls(calls);
        providers.arrange();
        return providers;
    }

    private static Settings settings(String name) {
        var endpoint =
                new Settings.Endpoint(URI.create(SERVER.baseUrl()), Optional.of("k"), "small-1", Optional.empty());
        var settings = new SettingsBuilder()
                .retryDelay(Duration.ofSeconds(1))
                .providers(name)
                .readTimeout(Duration.ofSeconds(10))
                .deadline(Duration.ofSeconds(20));
        VendorFixtures.ALL.forEach(vendor -> settings.endpoint(vendor.toString(), endpoint));
        return settings.build();
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

    private Answer ask(String provider, Prompt prompt) {
        return providers(provider).complete(prompt, progress);
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    static List<VendorFixture> vendors() {
        return VendorFixtures.ALL;
    }

    private static ResponseDefinitionBuilder answer(VendorFixture vendor, String text) {
        return okJson(vendor.whole(text, FinishReason.STOP));
    }

    /** The only request: its line, its headers and its body. */
    private static String sent() {
        LoggedRequest request = SERVER.getAllServeEvents().get(0).getRequest();
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
        return request.getUrl() + "\n" + request.getHeaders() + "\n" + request.getBodyAsString();
    }

    /** Returns a canary in all encodings that the wire formats use, or future ones might use. */
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
            // The characters at the edges depend on the bytes beside them.
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
    @MethodSource("vendors")
    void sendsPlaceholdersAndShowsTheOriginals(VendorFixture vendor) {
        answers(answer(vendor, "Hello student1@mail.example (Phone1Number, Phone2Number, student2@mail.example)!"));

        Answer outcome = ask(vendor.toString(), prompt(null));

        String sent = sent();
        assertNoCanaryIn(sent);
        assertThat(sent)
                .contains("I am student1@mail.example, Phone1Number.")
                .contains("Hello `student1@mail.example`!")
                .contains("student2@mail.example; call Phone2Number")
                .contains(FORMULA.replace("\\", "\\\\"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Answer.Completed.class,
                        replied -> assertThat(replied.result())
                                .isEqualTo("Hello " + ADDRESS + " (" + PHONE + ", " + OTHER_PHONE + ", " + OTHER_ADDRESS
                                        + ")!"));
        assertNoCanaryIn(progress.notes().toString());
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void sendsPlaceholdersForPracticeQuestionsToo(VendorFixture vendor) {
        answers(answer(vendor, "{\"question\": \"Who is \\\"student1@mail.example\\\"?\"}"));

        Answer outcome = ask(vendor.toString(), prompt(SCHEMA));

        assertNoCanaryIn(sent());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Answer.Completed.class,
                        replied -> assertThat(LenientJson.text(
                                        LenientJson.object(replied.result().getBytes(UTF_8)), "question"))
                                .isEqualTo("Who is \"" + ADDRESS + "\"?"));
    }

    @Test
    void restoresAPlaceholderThatAStreamCutInPieces() {
        answers(aResponse().withHeader("Content-Type", "text/event-stream").withBody("""
                data: {"choices": [{"delta": {"content": "Hello stud"}}]}

                data: {"choices": [{"delta": {"content": "ent1@mail"}}]}

                data: {"choices": [{"delta": {"content": ".example!"}, "finish_reason": "stop"}]}

                """));

        assertThat(ask("openai", prompt(null)))
                .isInstanceOfSatisfying(
                        Answer.Completed.class,
                        replied -> assertThat(replied.result()).isEqualTo("Hello " + ADDRESS + "!"));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void keepsTheOriginalsOutOfFailures(VendorFixture vendor) {
        answers(aResponse().withStatus(400).withBody("{\"error\": {\"message\": \"student1@mail.example?\"}}"));

        Answer outcome = ask(vendor.toString(), prompt(null));

        assertThat(outcome).isInstanceOf(Answer.Failed.class);
        assertNoCanaryIn(sent() + outcome + progress.notes());
    }

    @Test
    void asksTheStudyGuideInTheStudentsOwnWords() {
        assertThat(ask("study-guide", prompt(null)))
                .isInstanceOfSatisfying(
                        Answer.Completed.class,
                        replied -> assertThat(replied.result()).containsIgnoringCase("semicolon"));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }
}
